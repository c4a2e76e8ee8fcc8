-- Secrets that clients hold (links, cookies, tokens) stand here as SHA-256 only.
CREATE TABLE account (
    id         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email      text        NOT NULL,
    name       text        NOT NULL,
    password   text        NOT NULL,                     -- Argon2id, PHC string format
    created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX account_email ON account (lower(email));

CREATE TABLE set_up_link (
    token_hash bytea       NOT NULL PRIMARY KEY,
    expires_at timestamptz NOT NULL
);

CREATE TABLE session (
    token_hash   bytea       NOT NULL PRIMARY KEY,
    account_id   bigint      NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE api_token (
    id         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_hash bytea       NOT NULL UNIQUE,
    kind       text        NOT NULL CHECK (kind IN ('organiser', 'gate')),
    event_id   bigint      CHECK ((event_id IS NOT NULL) = (kind = 'gate')),
    label      text        NOT NULL,
    created_at timestamptz NOT NULL,
    revoked_at timestamptz
);
