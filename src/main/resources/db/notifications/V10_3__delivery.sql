-- Messages of more kinds, by more ways, each with a log of its attempts.
ALTER TABLE message
    ADD COLUMN channel         text        NOT NULL DEFAULT 'mail' CHECK (channel IN ('mail', 'sms')),
    ADD COLUMN occasion        text        NOT NULL DEFAULT '',  -- tells messages of one kind to one order apart
    ADD COLUMN language        text        NOT NULL DEFAULT 'en',
    ADD COLUMN urgency         smallint    NOT NULL DEFAULT 0,   -- the lower go first
    ADD COLUMN attempts        int         NOT NULL DEFAULT 0,
    ADD COLUMN give_up_after   int         NOT NULL DEFAULT 20,  -- the number of the last attempt
    ADD COLUMN next_attempt_at timestamptz;                      -- null: nobody will try
ALTER TABLE message DROP CONSTRAINT message_status_check;
ALTER TABLE message ADD CONSTRAINT message_status_check
    CHECK (status IN ('stored', 'sending', 'sent', 'failed', 'bounced'));
ALTER TABLE message DROP CONSTRAINT message_once;
ALTER TABLE message ADD CONSTRAINT message_once UNIQUE (event_id, order_code, kind, occasion, channel);
CREATE INDEX message_due ON message (channel, urgency, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX message_not_sent ON message (status, id) WHERE status <> 'sent';
CREATE INDEX message_recipient ON message (lower(recipient) text_pattern_ops, id);

-- What became of each attempt; one without an end was cut short by the end of its node.
CREATE TABLE message_attempt (
    event_id   bigint      NOT NULL,
    message_id bigint      NOT NULL,
    number     int         NOT NULL,
    begun_at   timestamptz NOT NULL,
    ended_at   timestamptz,
    outcome    text        CHECK (outcome IN ('accepted', 'refused', 'later')),
    answer     text        NOT NULL DEFAULT '',
    PRIMARY KEY (event_id, message_id, number)
);

-- The organiser's own words, where they are not the house's.
CREATE TABLE message_template (
    kind       text        NOT NULL,
    channel    text        NOT NULL,
    language   text        NOT NULL,
    subject    text        NOT NULL,
    body       text        NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (kind, channel, language)
);

-- What the organiser has sent by SMS; one row.
CREATE TABLE message_setting (
    one               boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (one),
    sms_confirmations boolean NOT NULL DEFAULT false,
    sms_reminders     boolean NOT NULL DEFAULT false
);
INSERT INTO message_setting DEFAULT VALUES;

-- What all who have tickets of an event are told, written order by order.
CREATE TABLE announcement (
    event_id    bigint      NOT NULL,
    id          bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    kind        text        NOT NULL,
    occasion    text        NOT NULL,
    subject     text        NOT NULL DEFAULT '',
    body        text        NOT NULL DEFAULT '',
    was_at      timestamptz,                    -- when and where the event was to be, before it changed
    was_where   text        NOT NULL DEFAULT '',
    was_zone    text        NOT NULL DEFAULT '',
    orders      int         NOT NULL,           -- when it began
    done        int         NOT NULL DEFAULT 0, -- of these
    after_code  text        NOT NULL DEFAULT '',
    started_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    PRIMARY KEY (event_id, id),
    CONSTRAINT announcement_once UNIQUE (event_id, kind, occasion)
);
CREATE INDEX announcement_open ON announcement (started_at) WHERE finished_at IS NULL;

-- Who wants no reminders.
CREATE TABLE reminder_refusal (
    email      text        NOT NULL PRIMARY KEY,  -- lower case
    order_code text        NOT NULL,              -- of the message whose link was followed
    refused_at timestamptz NOT NULL DEFAULT now()
);
