-- The language that the buyer's browser asked for (BCP 47), for what is written to the buyer.
ALTER TABLE customer_order ADD COLUMN language text NOT NULL DEFAULT 'en';
