-- Old changes, moved out of the table 'change', whole and in order. Rows are only ever added.
-- A segment holds its rows as JSON by the names of their columns, so that columns may be added to 'change' later: they
-- must be nullable, and are null in rows that were moved before.
CREATE TABLE segment (
    event_id     bigint      NOT NULL,
    from_version bigint      NOT NULL CHECK (from_version > 0),
    to_version   bigint      NOT NULL,
    first_batch  uuid        NOT NULL,                       -- the transactions that wrote the first and the last of them
    last_batch   uuid        NOT NULL,
    sha256       bytea       NOT NULL,                       -- of 'rows'
    rows         bytea       NOT NULL,                       -- gzip of a line of JSON per change
    made_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (event_id, from_version),
    CHECK (to_version >= from_version)
);
-- The bytes are compressed already.
ALTER TABLE segment ALTER COLUMN rows SET STORAGE EXTERNAL;
