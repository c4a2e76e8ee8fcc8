-- What was written to buyers, word for word.
CREATE TABLE message (
    event_id   bigint      NOT NULL,
    id         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    kind       text        NOT NULL,
    order_code text        NOT NULL,
    message_id text        NOT NULL,         -- RFC 5322 Message-ID: the same however often it is sent
    recipient  text        NOT NULL,
    subject    text        NOT NULL,
    body_text  text        NOT NULL,
    body_html  text        NOT NULL,
    status     text        NOT NULL CHECK (status IN ('stored', 'sent')),   -- stored: no SMTP is configured
    written_at timestamptz NOT NULL DEFAULT now(),
    sent_at    timestamptz,
    PRIMARY KEY (event_id, id),
    CONSTRAINT message_once UNIQUE (event_id, order_code, kind)
);
CREATE INDEX message_newest ON message (written_at DESC, event_id, id);
