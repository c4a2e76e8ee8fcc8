-- A gateway whose books were never read has a row too, when somebody has tried.
ALTER TABLE reconciliation ALTER COLUMN compared_to DROP NOT NULL;

-- Null when they could be read the last time.
ALTER TABLE reconciliation ADD COLUMN unread_since timestamptz;
