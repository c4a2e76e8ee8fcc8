-- Ticket types, fees, tax and promo codes, read and written as one value; null: standard prices only.
ALTER TABLE event ADD COLUMN price_list jsonb;

-- The tax that an organiser's new events begin with, by the country of their venue.
CREATE TABLE tax_default (
    organiser_id bigint  NOT NULL REFERENCES organiser (id),
    country      text    NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    name         text    NOT NULL CHECK (name <> ''),
    rate         int     NOT NULL CHECK (rate BETWEEN 0 AND 10000),   -- basis points
    included     boolean NOT NULL,
    PRIMARY KEY (organiser_id, country)
);
