-- For the comparison with the gateways' books: a few pages per index entry, and no work for a sale.
CREATE INDEX payment_changed ON payment USING brin (changed_at) WITH (autosummarize = on);

-- Where a gateway's books and ours do not agree, until somebody has mended it.
CREATE TABLE mismatch (
    id          bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment_key text        NOT NULL,                  -- <code>/<attempt>, or <code>/refund/<number>
    kind        text        NOT NULL,
    event_id    bigint      NOT NULL,
    code        text        NOT NULL,
    method      text        NOT NULL,
    amount      bigint      NOT NULL,
    currency    text        NOT NULL,
    detail      text        NOT NULL,
    found_at    timestamptz NOT NULL,
    settled_at  timestamptz,                           -- null while it is open
    settled_by  text        NOT NULL
);
CREATE UNIQUE INDEX mismatch_open ON mismatch (payment_key, kind) WHERE settled_at IS NULL;
CREATE INDEX mismatch_newest ON mismatch (id DESC) WHERE settled_at IS NULL;

-- When the books were last compared.
CREATE TABLE reconciliation (
    method      text        NOT NULL PRIMARY KEY,
    compared_to timestamptz NOT NULL,                  -- what changed until then was compared
    payments    bigint      NOT NULL                   -- how many were compared the last time
);
