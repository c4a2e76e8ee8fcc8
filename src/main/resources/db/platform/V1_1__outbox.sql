-- After-effects of a transaction, written in it and carried out after it, at least once.
CREATE TABLE outbox (
    event_id        bigint      NOT NULL,
    id              bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    topic           text        NOT NULL,
    payload         jsonb       NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    attempts        int         NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    last_error      text,
    done_at         timestamptz,
    PRIMARY KEY (event_id, id)
);
CREATE INDEX outbox_due ON outbox (next_attempt_at) WHERE done_at IS NULL;
