-- Events that do not take place: all that was paid for them goes back.
CREATE TABLE event_cancellation (
    event_id    bigint      NOT NULL PRIMARY KEY,
    decided_by  text        NOT NULL,
    reason      text        NOT NULL,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz                            -- null while money may still have to go back
);
CREATE INDEX event_cancellation_open ON event_cancellation (started_at) WHERE finished_at IS NULL;
