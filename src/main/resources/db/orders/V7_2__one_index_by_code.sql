-- The check of a foreign key to an order is planned once per connection. Planned while there are no
-- orders yet, all indexes that begin with event_id cost the same, and the check went through all of
-- an event's orders for each line. Only a query that says the condition may use this index.
ALTER TABLE customer_order DROP CONSTRAINT customer_order_idempotency;
ALTER TABLE customer_order ADD CONSTRAINT customer_order_has_key CHECK (idempotency_key <> '');
CREATE UNIQUE INDEX customer_order_idempotency ON customer_order (event_id, idempotency_key)
 WHERE idempotency_key <> '';
