-- Presales, and prices that change on a date; each read and written as one value, null: none.
ALTER TABLE event
    ADD COLUMN presales      jsonb,
    ADD COLUMN price_changes jsonb;
