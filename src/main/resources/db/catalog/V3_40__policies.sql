-- What the organiser promises buyers about late payments and refunds; null: the defaults.
ALTER TABLE event ADD COLUMN policies jsonb;
