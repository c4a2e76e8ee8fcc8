-- What the house keeps back of an event: who for, until when, and by which code it is sold. Its seats and places are in the ledger.
CREATE TABLE allocation (
    event_id    bigint      NOT NULL,
    id          int         NOT NULL CHECK (id > 0),  -- 1, 2, 3 … within the event, never given twice
    kind        text        NOT NULL,                 -- artist, press, wheelchair, kill, or the house's own word
    label       text        NOT NULL,
    code_hash   bytea,                                -- keyed, to find it by; null: not sold by a code
    code_sealed bytea,                                -- encrypted, for organisers to see it again
    release_at  timestamptz,                          -- when it goes to the public sale by itself
    released_at timestamptz,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (event_id, id),
    CONSTRAINT allocation_code UNIQUE (event_id, code_hash)
);
CREATE INDEX allocation_due ON allocation (release_at) WHERE release_at IS NOT NULL AND released_at IS NULL;
