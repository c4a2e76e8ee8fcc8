-- What the sandbox gateway has given back of what it had captured.
CREATE TABLE sandbox_refund (
    key         text        NOT NULL PRIMARY KEY,      -- names the refund: the same again has no second effect
    payment     text        NOT NULL REFERENCES sandbox_payment (key),
    amount      bigint      NOT NULL CHECK (amount > 0),
    refunded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sandbox_refund_payment ON sandbox_refund (payment);
