-- What buyers are asked at the checkout, read and written as one value; null: names, if they like.
ALTER TABLE event ADD COLUMN questionnaire jsonb;
