-- That an event was put off, the last time; null: it never was.
ALTER TABLE event ADD COLUMN postponement jsonb;
