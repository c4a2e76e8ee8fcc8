-- What the sandbox gateway knows: it plays an outside company, with books of its own. Nothing of
-- Onsale reads this table but the sandbox and the audit.
CREATE TABLE sandbox_payment (
    key        text        NOT NULL PRIMARY KEY,
    amount     bigint      NOT NULL,
    currency   text        NOT NULL,
    status     text        NOT NULL CHECK (status IN ('authorised', 'captured', 'voided', 'declined')),
    changed_at timestamptz NOT NULL DEFAULT now()
);
