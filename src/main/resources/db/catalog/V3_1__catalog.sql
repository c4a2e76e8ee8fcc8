CREATE TABLE organiser (
    id      bigint PRIMARY KEY,
    name    text NOT NULL CHECK (name <> ''),
    country text NOT NULL CHECK (country ~ '^[A-Z]{2}$')
);
-- One organiser for now; its name is the house's to change.
INSERT INTO organiser (id, name, country) VALUES (1, 'Onsale', 'DE');

CREATE TABLE venue (
    id           bigint  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organiser_id bigint  NOT NULL REFERENCES organiser (id),
    name         text    NOT NULL CHECK (name <> ''),
    address      text    NOT NULL,
    city         text    NOT NULL CHECK (city <> ''),
    country      text    NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    time_zone    text    NOT NULL
);
CREATE INDEX venue_name ON venue (lower(name), id);

CREATE TABLE event (
    event_id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version            bigint      NOT NULL DEFAULT 1,       -- of the row, its prices and its pools
    organiser_id       bigint      NOT NULL REFERENCES organiser (id),
    slug               text        NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND slug ~ '[a-z]'),
    name               text        NOT NULL CHECK (name <> ''),
    description        text        NOT NULL,
    venue_id           bigint      NOT NULL REFERENCES venue (id),
    starts_at          timestamptz NOT NULL,
    status             text        NOT NULL CHECK (status IN ('draft', 'published')),
    first_published_at timestamptz,                          -- from then on currency and plan are settled
    sale_opens_at      timestamptz NOT NULL,
    sale_closes_at     timestamptz NOT NULL,
    hold_seconds       int         NOT NULL CHECK (hold_seconds BETWEEN 60 AND 3600),
    payment_seconds    int         NOT NULL CHECK (payment_seconds BETWEEN 60 AND 7200),
    limit_per_customer int         NOT NULL CHECK (limit_per_customer BETWEEN 1 AND 100),
    currency           text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    plan_id            bigint,
    plan_version       int,
    accent             text        CHECK (accent ~ '^#[0-9a-f]{6}$'),
    CHECK (sale_opens_at < sale_closes_at),
    CHECK ((plan_id IS NULL) = (plan_version IS NULL))
);
CREATE INDEX event_start ON event (starts_at, event_id);
CREATE INDEX event_venue ON event (venue_id);

-- The categories of the event's seating plan, under the plan's own numbers.
CREATE TABLE price_category (
    event_id bigint NOT NULL REFERENCES event ON DELETE CASCADE,
    id       int    NOT NULL CHECK (id > 0),
    name     text   NOT NULL,
    color    text   NOT NULL,
    price    bigint CHECK (price BETWEEN 0 AND 100000000),   -- minor units; null: not decided yet
    PRIMARY KEY (event_id, id)
);

-- General admission: places without a number.
CREATE TABLE pool (
    event_id bigint NOT NULL REFERENCES event ON DELETE CASCADE,
    id       int    NOT NULL CHECK (id > 0),
    name     text   NOT NULL CHECK (name <> ''),
    capacity int    NOT NULL CHECK (capacity BETWEEN 0 AND 1000000),
    price    bigint NOT NULL CHECK (price BETWEEN 0 AND 100000000),
    PRIMARY KEY (event_id, id)
);

CREATE TABLE poster (
    event_id   bigint NOT NULL PRIMARY KEY REFERENCES event ON DELETE CASCADE,
    hash       text   NOT NULL,                              -- of the bytes: the address of this very image
    media_type text   NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp')),
    width      int    NOT NULL,
    height     int    NOT NULL,
    image      bytea  NOT NULL CHECK (length(image) <= 5242880)
);
