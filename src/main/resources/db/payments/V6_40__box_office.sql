-- What the box office has reserved, taken and given back: a gateway whose books we keep ourselves.
CREATE TABLE box_office_payment (
    key        text        NOT NULL PRIMARY KEY,
    amount     bigint      NOT NULL CHECK (amount > 0),
    currency   text        NOT NULL,
    status     text        NOT NULL CHECK (status IN ('reserved', 'taken', 'captured', 'voided')),
    taken_by   text,                                   -- who took the money; null while nobody has
    taken_at   timestamptz,
    refunded   bigint      NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND amount),
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (status NOT IN ('taken', 'captured') OR taken_by IS NOT NULL)
);
CREATE INDEX box_office_payment_changed ON box_office_payment (changed_at);

CREATE TABLE box_office_refund (
    key         text        NOT NULL PRIMARY KEY,      -- names the refund: the same again has no second effect
    payment     text        NOT NULL REFERENCES box_office_payment (key),
    amount      bigint      NOT NULL CHECK (amount > 0),
    refunded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX box_office_refund_payment ON box_office_refund (payment);

-- The books of all gateways that are in this database, for the audit.
CREATE VIEW kept_payment AS
    SELECT 'sandbox' AS method, key, amount, currency, status FROM sandbox_payment
     UNION ALL
    SELECT 'box-office', key, amount, currency,
           CASE status WHEN 'taken' THEN 'authorised' ELSE status END
      FROM box_office_payment;

CREATE VIEW kept_refund AS
    SELECT 'sandbox' AS method, key, payment, amount FROM sandbox_refund
     UNION ALL
    SELECT 'box-office', key, payment, amount FROM box_office_refund;
