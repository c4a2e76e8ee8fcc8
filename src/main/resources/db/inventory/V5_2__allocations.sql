-- Of 'block' and 'unblock': the allocation that it is about. Of 'hold' and what follows from it: the one that it may take from.
ALTER TABLE change ADD COLUMN allocation int;
