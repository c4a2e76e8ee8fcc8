-- A scan is kept with all that was answered, so that its repetition is answered word for word; and
-- devices may number their scans as they like.
ALTER TABLE scan
    ALTER COLUMN scan_id TYPE text,
    ALTER COLUMN result SET DEFAULT '',              -- empty only inside the transaction that decides
    ADD COLUMN reason text NOT NULL DEFAULT '',
    ADD COLUMN other_event bigint,                   -- of wrong_event: whose ticket it is
    ADD COLUMN admitted_gate text;
UPDATE scan SET admitted_gate = admission.gate
  FROM admission
 WHERE scan.event_id = admission.event_id AND scan.ticket_id = admission.ticket_id
   AND scan.admitted_at IS NOT NULL;
