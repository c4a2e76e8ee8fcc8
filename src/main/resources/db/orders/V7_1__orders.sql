CREATE TABLE customer_order (
    event_id        bigint      NOT NULL,
    code            text        NOT NULL,
    hold_id         uuid        NOT NULL,
    status          text        NOT NULL CHECK (status IN ('pending', 'authorised', 'confirmed', 'paid', 'cancelled', 'refunded')),
    buyer_name      text        NOT NULL,
    buyer_email     text        NOT NULL,
    buyer_phone     text        NOT NULL,
    currency        text        NOT NULL,
    total           bigint      NOT NULL CHECK (total >= 0),
    idempotency_key text        NOT NULL,
    request_hash    bytea       NOT NULL,
    created_at      timestamptz NOT NULL,
    pay_by          timestamptz NOT NULL,
    next_step_at    timestamptz,                       -- when recovery looks at it; null: nothing is left to do
    PRIMARY KEY (event_id, code),
    CONSTRAINT customer_order_idempotency UNIQUE (event_id, idempotency_key)
);
CREATE INDEX customer_order_due ON customer_order (next_step_at) WHERE next_step_at IS NOT NULL;

CREATE TABLE order_line (
    event_id   bigint NOT NULL,
    code       text   NOT NULL,
    number     int    NOT NULL,
    seat       int,
    pool       int,
    place      text   NOT NULL,
    category   text   NOT NULL,
    price      bigint NOT NULL CHECK (price >= 0),
    attendee   text   NOT NULL,
    PRIMARY KEY (event_id, code, number),
    FOREIGN KEY (event_id, code) REFERENCES customer_order (event_id, code),
    CHECK ((seat IS NULL) <> (pool IS NULL))
);

-- Attempts to pay. What the gateway does for an attempt carries the key <code>/<attempt>.
CREATE TABLE payment (
    event_id        bigint      NOT NULL,
    code            text        NOT NULL,
    attempt         int         NOT NULL CHECK (attempt > 0),
    method          text        NOT NULL,
    status          text        NOT NULL CHECK (status IN ('started', 'authorised', 'captured', 'declined', 'voiding', 'voided')),
    amount          bigint      NOT NULL CHECK (amount >= 0),
    reason          text        NOT NULL,
    idempotency_key text        NOT NULL,
    request_hash    bytea       NOT NULL,
    started_at      timestamptz NOT NULL,
    changed_at      timestamptz NOT NULL,
    PRIMARY KEY (event_id, code, attempt),
    CONSTRAINT payment_idempotency UNIQUE (event_id, code, idempotency_key),
    FOREIGN KEY (event_id, code) REFERENCES customer_order (event_id, code)
);

-- Every change of an order's status: when, what, by whom and why.
CREATE TABLE order_history (
    event_id bigint      NOT NULL,
    code     text        NOT NULL,
    number   bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    at       timestamptz NOT NULL,
    status   text        NOT NULL,
    reason   text        NOT NULL,
    PRIMARY KEY (event_id, code, number)
);
