-- A refund may keep the fees that were paid for its lines, and with the last ones that of the order.
ALTER TABLE refund ADD COLUMN kept bigint NOT NULL DEFAULT 0 CHECK (kept >= 0);
