-- Until when the order's places are kept while it waits for this attempt; null for all that is paid
-- at once. The order's pay_by follows, in the transaction in which the ledger keeps them.
ALTER TABLE payment ADD COLUMN kept_until timestamptz;
