-- One ticket per line of a confirmed order.
CREATE TABLE ticket (
    event_id   bigint      NOT NULL,
    id         text        NOT NULL CHECK (id ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
    order_code text        NOT NULL,
    line       int         NOT NULL,
    seat       int,
    pool       int,
    place      text        NOT NULL,
    category   text        NOT NULL,
    holder     text        NOT NULL,
    status     text        NOT NULL CHECK (status IN ('valid', 'revoked')),
    issued_at  timestamptz NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (event_id, id),
    CONSTRAINT ticket_line UNIQUE (event_id, order_code, line),
    CHECK ((seat IS NULL) <> (pool IS NULL)),
    CHECK ((status = 'revoked') = (revoked_at IS NOT NULL))
);

-- The last word on sold seats.
CREATE UNIQUE INDEX ticket_valid_seat ON ticket (event_id, seat) WHERE status = 'valid' AND seat IS NOT NULL;
