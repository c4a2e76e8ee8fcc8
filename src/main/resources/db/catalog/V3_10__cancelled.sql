-- An event may be cancelled, for good: its page says so, and nothing of it is sold any more.
ALTER TABLE event DROP CONSTRAINT event_status_check;
ALTER TABLE event ADD CONSTRAINT event_status_check CHECK (status IN ('draft', 'published', 'cancelled'));
