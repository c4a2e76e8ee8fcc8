-- A payment changes its status two or three times within seconds. With room for that on its page no
-- index has to learn of it (heap-only tuples).
ALTER TABLE payment SET (fillfactor = 50);
