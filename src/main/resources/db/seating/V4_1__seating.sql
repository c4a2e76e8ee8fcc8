CREATE TABLE seating_plan (
    plan_id    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A version never changes: events on sale point at it.
CREATE TABLE seating_plan_version (
    plan_id    bigint      NOT NULL REFERENCES seating_plan,
    version    int         NOT NULL CHECK (version > 0),
    indexes    int         NOT NULL CHECK (indexes > 0),             -- with the seats withdrawn since version 1
    seats      int         NOT NULL CHECK (seats BETWEEN 1 AND indexes),
    compiled   bytea       NOT NULL,                                 -- see PlanBlob
    guids      bytea       NOT NULL,                                 -- the file's name of each index, see PlanBlob
    document   bytea       NOT NULL,                                 -- the file as it came, gzip
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (plan_id, version)
);
-- All three are compressed already.
ALTER TABLE seating_plan_version ALTER compiled SET STORAGE EXTERNAL, ALTER guids SET STORAGE EXTERNAL, ALTER document SET STORAGE EXTERNAL;
