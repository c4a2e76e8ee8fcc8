-- What is not true any more when its turn comes is not sent.
ALTER TABLE message ADD COLUMN not_after timestamptz;  -- from then on it is not true any more; null: it stays so
ALTER TABLE message DROP CONSTRAINT message_status_check;
ALTER TABLE message ADD CONSTRAINT message_status_check
    CHECK (status IN ('stored', 'sending', 'sent', 'failed', 'bounced', 'overtaken'));
ALTER TABLE message_attempt DROP CONSTRAINT message_attempt_outcome_check;
ALTER TABLE message_attempt ADD CONSTRAINT message_attempt_outcome_check
    CHECK (outcome IN ('accepted', 'refused', 'later', 'overtaken'));
