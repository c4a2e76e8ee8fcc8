-- Each row is updated once or twice soon after it was written: on its page, past the index.
ALTER TABLE sandbox_payment SET (fillfactor = 60);
