-- The one truth about what can be sold: every change, in order, per event. Rows are only ever added.
CREATE TABLE change (
    event_id    bigint      NOT NULL,
    version     bigint      NOT NULL CHECK (version > 0),   -- 1, 2, 3 … without gaps
    batch_id    uuid        NOT NULL,                       -- the transaction that wrote it
    kind        text        NOT NULL,
    hold_id     uuid,
    replaces    uuid,                                       -- the hold that this one takes the place of
    order_code  text,
    customer    text,                                       -- a hash; who it is stands in the order
    seats       int[]       NOT NULL,
    pools       int[]       NOT NULL,                       -- pools[i] goes with quantities[i]
    quantities  int[]       NOT NULL,
    seat_count  int,                                        -- of 'configure': seats 0 … seat_count - 1 exist
    fingerprint bigint,                                     -- of 'hold' and 'replace': what was asked for
    expires_at  timestamptz,
    label       text,
    decided_at  timestamptz NOT NULL,
    CONSTRAINT change_pkey PRIMARY KEY (event_id, version)
);

-- A cache of the fold of the changes up to a version. May be deleted at any time.
CREATE TABLE snapshot (
    event_id bigint      NOT NULL PRIMARY KEY,
    version  bigint      NOT NULL,
    batch_id uuid        NOT NULL,
    state    bytea       NOT NULL,
    taken_at timestamptz NOT NULL DEFAULT now()
);
