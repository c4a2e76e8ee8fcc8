-- For the comparison of books: a few pages per index entry, and no work for a sale.
CREATE INDEX sandbox_payment_changed ON sandbox_payment USING brin (changed_at) WITH (autosummarize = on);
