-- What is given up (30 attempts, as in OutboxRows) stays for somebody to look at, but out of the way
-- of what is due: before, each round read past all of it.
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (next_attempt_at) WHERE done_at IS NULL AND attempts < 30;
