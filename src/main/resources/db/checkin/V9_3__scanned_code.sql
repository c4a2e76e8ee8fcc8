-- The same scan again gets the same answer; the same id with another code is another scan, and must
-- not. Scans from before this version say nothing of their code and match any.
ALTER TABLE scan ADD COLUMN code_sha256 bytea;
