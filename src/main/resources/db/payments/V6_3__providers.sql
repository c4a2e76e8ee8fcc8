-- What an outside provider calls an attempt to pay, written as it becomes known. The key is that of
-- the payment, <order>/<attempt>.
CREATE TABLE provider_payment (
    key            text        NOT NULL PRIMARY KEY,
    method         text        NOT NULL,
    amount         bigint      NOT NULL,
    currency       text        NOT NULL,
    opened_at      timestamptz NOT NULL,
    closed         boolean     NOT NULL DEFAULT false,    -- given back or given up: never authorised from now on
    checkout       text,                                  -- Stripe's session, PayPal's order
    authorising_at timestamptz,                           -- when PayPal was last asked to set the money aside
    authorisation  text,                                  -- Stripe's payment intent, PayPal's authorization
    capture        text                                   -- PayPal's capture
);

-- Money sent back, by the name that we gave it.
CREATE TABLE provider_refund (
    key             text        NOT NULL,
    refund          text        NOT NULL,
    amount          bigint      NOT NULL,
    asked_at        timestamptz NOT NULL,
    refused         int         NOT NULL DEFAULT 0,       -- how often the provider refused; asked again it is another refund there
    provider_refund text,
    PRIMARY KEY (key, refund),
    FOREIGN KEY (key) REFERENCES provider_payment (key)
);
