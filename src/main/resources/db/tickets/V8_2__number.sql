-- A gate can tell the number of another event's ticket from one that nobody has.
CREATE INDEX ticket_number ON ticket (id);
