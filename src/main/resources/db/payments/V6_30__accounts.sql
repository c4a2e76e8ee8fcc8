-- The keys that an organiser has entered for an account at a provider, encrypted by a key outside
-- the database. Account 0 is that of the configuration; keys of it here stand in place of those.
CREATE TABLE provider_account (
    organiser_id bigint      NOT NULL,
    method       text        NOT NULL CHECK (method IN ('stripe', 'paypal')),
    account      int         NOT NULL,
    keys         bytea       NOT NULL,
    version      int         NOT NULL DEFAULT 1,      -- counts the replacements of its keys
    retired      boolean     NOT NULL DEFAULT false,  -- only finishes what was begun with it
    saved_by     text        NOT NULL,
    saved_at     timestamptz NOT NULL,
    PRIMARY KEY (organiser_id, method, account)
);
-- One at a time takes new payments.
CREATE UNIQUE INDEX provider_account_current ON provider_account (organiser_id, method)
    WHERE NOT retired;

-- With which account an attempt was begun: its keys finish it, and give its money back.
ALTER TABLE provider_payment ADD COLUMN account int NOT NULL DEFAULT 0;
