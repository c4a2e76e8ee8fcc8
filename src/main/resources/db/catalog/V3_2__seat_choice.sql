-- How seats are chosen: the point they are near to (in the plan's units; none: the plan's own), and
-- whether buyers may leave single seats between theirs and others'.
ALTER TABLE event
    ADD COLUMN focal_x         double precision,
    ADD COLUMN focal_y         double precision,
    ADD COLUMN forbids_orphans boolean NOT NULL DEFAULT false,
    ADD CHECK ((focal_x IS NULL) = (focal_y IS NULL)),
    ADD CHECK (focal_x IS NULL OR plan_id IS NOT NULL);
