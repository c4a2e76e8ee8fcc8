-- What an order costs besides the prices of its lines. Constant defaults: no table is rewritten, and
-- orders that were placed before have none of it.
ALTER TABLE customer_order
    ADD COLUMN discount       bigint  NOT NULL DEFAULT 0 CHECK (discount >= 0),       -- of all lines
    ADD COLUMN fee            bigint  NOT NULL DEFAULT 0 CHECK (fee >= order_fee),     -- of all lines and the order's own
    ADD COLUMN order_fee      bigint  NOT NULL DEFAULT 0 CHECK (order_fee >= 0),
    ADD COLUMN tax            bigint  NOT NULL DEFAULT 0 CHECK (tax >= order_fee_tax), -- of all lines and on the order's own fee
    ADD COLUMN order_fee_tax  bigint  NOT NULL DEFAULT 0 CHECK (order_fee_tax >= 0),
    ADD COLUMN tax_name       text    NOT NULL DEFAULT '',
    ADD COLUMN tax_rate       int     NOT NULL DEFAULT 0 CHECK (tax_rate >= 0),        -- basis points
    ADD COLUMN tax_included   boolean NOT NULL DEFAULT true,
    ADD COLUMN promo_code     text    CHECK (promo_code <> ''),
    ADD COLUMN promo_customer text,                                                    -- who used it: a hash, as in the ledger
    ADD CHECK ((promo_code IS NULL) = (promo_customer IS NULL));

-- The uses of one customer. Only a query that asks for a promo code may use it (see V7_2).
CREATE INDEX customer_order_promo ON customer_order (event_id, promo_code, promo_customer)
 WHERE promo_code IS NOT NULL;

ALTER TABLE order_line
    ADD COLUMN ticket_type text   NOT NULL DEFAULT '',                                 -- empty: the standard ticket
    ADD COLUMN discount    bigint NOT NULL DEFAULT 0 CHECK (discount BETWEEN 0 AND price),
    ADD COLUMN fee         bigint NOT NULL DEFAULT 0 CHECK (fee >= 0),
    ADD COLUMN tax         bigint NOT NULL DEFAULT 0 CHECK (tax >= 0);

-- How often a code is used by orders that are not cancelled. The row is locked by whoever changes it.
CREATE TABLE promo_use (
    event_id bigint NOT NULL,
    code     text   NOT NULL,
    used     int    NOT NULL CHECK (used >= 0),
    PRIMARY KEY (event_id, code)
);
