-- A ticket goes in once.
CREATE TABLE admission (
    event_id    bigint      NOT NULL,
    ticket_id   text        NOT NULL,
    gate        text        NOT NULL,
    admitted_at timestamptz NOT NULL,
    PRIMARY KEY (event_id, ticket_id)
);

-- Every scan with its answer; the same scan id gets the same answer.
CREATE TABLE scan (
    event_id    bigint      NOT NULL,
    scan_id     uuid        NOT NULL,
    gate        text        NOT NULL,
    ticket_id   text,                        -- null: not a ticket of ours
    result      text        NOT NULL,
    admitted_at timestamptz,                 -- of 'already_used': when it was admitted
    scanned_at  timestamptz NOT NULL,
    PRIMARY KEY (event_id, scan_id)
);
CREATE INDEX scan_ticket ON scan (event_id, ticket_id);
