-- Money that goes back for some lines of an order. The row is written in the transaction that
-- revokes their tickets and frees their seats. What the gateway gives back for it carries the key
-- <code>/refund/<number>.
CREATE TABLE refund (
    event_id        bigint      NOT NULL,
    code            text        NOT NULL,
    number          int         NOT NULL CHECK (number > 0),
    status          text        NOT NULL CHECK (status IN ('started', 'done', 'failed')),
    amount          bigint      NOT NULL CHECK (amount >= 0),
    lines           int[]       NOT NULL CHECK (cardinality(lines) > 0),
    decided_by      text        NOT NULL,              -- who gave it: an organiser's address, or what did it by itself
    reason          text        NOT NULL,
    problem         text        NOT NULL,              -- why the gateway refused; empty otherwise
    idempotency_key text        NOT NULL,
    request_hash    bytea       NOT NULL,
    started_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (event_id, code, number),
    CONSTRAINT refund_idempotency UNIQUE (event_id, code, idempotency_key),
    FOREIGN KEY (event_id, code) REFERENCES customer_order (event_id, code)
);
CREATE INDEX refund_failed ON refund (event_id, changed_at) WHERE status = 'failed';
