-- Who keeps the tickets of an event that was put off, and said so. Who wants the money back instead
-- has a refund.
CREATE TABLE postponement_kept (
    event_id bigint      NOT NULL,
    number   int         NOT NULL CHECK (number > 0),  -- of the event's postponement
    code     text        NOT NULL,
    kept_at  timestamptz NOT NULL,
    PRIMARY KEY (event_id, number, code),
    FOREIGN KEY (event_id, code) REFERENCES customer_order (event_id, code)
);
