-- The public search forgives typing errors and accents. The extensions come with PostgreSQL and are
-- trusted: whoever owns the database may create them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- What an event is looked for by: its name, its venue and the city, small and without accents.
ALTER TABLE event ADD COLUMN sought text NOT NULL DEFAULT '';
UPDATE event
   SET sought = lower(unaccent(concat_ws(' ', event.name, venue.name, venue.city)))
  FROM venue
 WHERE venue.id = event.venue_id;
CREATE INDEX event_sought ON event USING gin (sought gin_trgm_ops);

-- It is derived from two tables, so the database keeps it, whoever writes to them.
CREATE FUNCTION event_sought() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.sought := coalesce(
    (SELECT lower(unaccent(concat_ws(' ', NEW.name, venue.name, venue.city)))
       FROM venue WHERE venue.id = NEW.venue_id), '');
  RETURN NEW;
END $$;
CREATE TRIGGER event_sought BEFORE INSERT OR UPDATE OF name, venue_id ON event
  FOR EACH ROW EXECUTE FUNCTION event_sought();

CREATE FUNCTION venue_sought() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE event
     SET sought = lower(unaccent(concat_ws(' ', event.name, NEW.name, NEW.city)))
   WHERE event.venue_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER venue_sought AFTER UPDATE OF name, city ON venue
  FOR EACH ROW WHEN (OLD.name <> NEW.name OR OLD.city <> NEW.city)
  EXECUTE FUNCTION venue_sought();

-- A poster in the widths that pages ask for, made from it when first asked for.
CREATE TABLE poster_copy (
    event_id bigint NOT NULL REFERENCES event ON DELETE CASCADE,
    width    int    NOT NULL,
    hash     text   NOT NULL,                                -- of the poster that it is a copy of
    image    bytea  NOT NULL,
    PRIMARY KEY (event_id, width)
);
