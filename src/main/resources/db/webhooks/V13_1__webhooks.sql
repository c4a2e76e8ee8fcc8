-- Where an organiser wants to be told of what happens.
CREATE TABLE webhook_endpoint (
    id               uuid        NOT NULL PRIMARY KEY,
    organiser_id     bigint      NOT NULL,
    url              text        NOT NULL,
    description      text        NOT NULL,
    types            text[]      NOT NULL,
    status           text        NOT NULL CHECK (status IN ('active', 'paused', 'removed')),
    paused_because   text        NOT NULL DEFAULT '',  -- empty when the organiser did it
    failing_since    timestamptz,                      -- null since the last success
    secret           bytea       NOT NULL,             -- encrypted, by a key outside the database
    old_secret       bytea,                            -- signs besides, for a while after a rotation
    old_secret_until timestamptz,
    created_at       timestamptz NOT NULL
);

-- What an endpoint is told, word for word; one row for each message and endpoint.
CREATE TABLE webhook_delivery (
    event_id        bigint      NOT NULL,              -- 0: of no event, a test
    id              bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    endpoint        uuid        NOT NULL REFERENCES webhook_endpoint (id),
    order_code      text        NOT NULL,              -- empty: of the event itself
    position        bigint      NOT NULL,              -- the order of what is told of one order
    message         text        NOT NULL,              -- the header webhook-id: the same however often it is sent
    type            text        NOT NULL,
    body            text        NOT NULL,
    status          text        NOT NULL DEFAULT 'waiting'
                                CHECK (status IN ('waiting', 'sending', 'delivered', 'failed')),
    attempts        int         NOT NULL DEFAULT 0,
    series          int         NOT NULL DEFAULT 0,    -- the attempts before this series of them
    next_attempt_at timestamptz,                       -- null: nobody will try
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz,
    PRIMARY KEY (event_id, id),
    CONSTRAINT webhook_delivery_once UNIQUE (event_id, endpoint, message)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint, next_attempt_at)
    WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_delivery_order ON webhook_delivery (endpoint, event_id, order_code, position)
    WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_delivery_newest ON webhook_delivery (endpoint, id);
CREATE INDEX webhook_delivery_failed ON webhook_delivery (endpoint, created_at) WHERE status = 'failed';
CREATE INDEX webhook_delivery_old ON webhook_delivery (created_at);

-- What became of each attempt; one without an end was cut short by the end of its node.
CREATE TABLE webhook_attempt (
    event_id    bigint      NOT NULL,
    delivery_id bigint      NOT NULL,
    number      int         NOT NULL,
    begun_at    timestamptz NOT NULL,
    took_ms     int,
    status      int,                                   -- of the answer; null when there was none
    answer      text        NOT NULL DEFAULT '',       -- its beginning, or why there was none
    PRIMARY KEY (event_id, delivery_id, number),
    FOREIGN KEY (event_id, delivery_id) REFERENCES webhook_delivery (event_id, id) ON DELETE CASCADE
);
