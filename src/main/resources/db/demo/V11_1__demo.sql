-- One row from the first start on; finished_at is null while the demo events are being made.
CREATE TABLE demo (
    one         boolean     PRIMARY KEY CHECK (one),
    started_at  timestamptz NOT NULL,
    finished_at timestamptz
);
