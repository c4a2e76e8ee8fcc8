-- Payments that come after the time to pay. An order whose places were taken meanwhile may be offered
-- others as good: it then stands offered, its money is set aside, and the places are held for it.
ALTER TABLE customer_order DROP CONSTRAINT customer_order_status_check;
-- Not checked again for what is there: it was among fewer.
ALTER TABLE customer_order ADD CONSTRAINT customer_order_status_check
    CHECK (status IN ('pending', 'offered', 'authorised', 'confirmed', 'paid', 'cancelled', 'refunded'))
    NOT VALID;

-- The allocation that its hold took from, as the ledger numbers them; -1 for the public sale.
ALTER TABLE customer_order ADD COLUMN allocation int NOT NULL DEFAULT -1;

CREATE TABLE place_offer (
    event_id   bigint      NOT NULL,
    code       text        NOT NULL,
    hold_id    uuid        NOT NULL,                   -- what has the places while the offer is open
    status     text        NOT NULL CHECK (status IN ('open', 'accepted', 'declined', 'passed', 'withdrawn')),
    lines      int[]       NOT NULL CHECK (cardinality(lines) > 0),
    seats      int[]       NOT NULL CHECK (cardinality(seats) = cardinality(lines)),
    places     text[]      NOT NULL CHECK (cardinality(places) = cardinality(lines)),
    until      timestamptz NOT NULL,
    offered_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (event_id, code, hold_id),
    FOREIGN KEY (event_id, code) REFERENCES customer_order (event_id, code)
);
CREATE UNIQUE INDEX place_offer_open ON place_offer (event_id, code) WHERE status = 'open';
