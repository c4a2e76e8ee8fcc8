package org.onsale.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The venues' table. */
final class VenueRows {
  private VenueRows() {}

  static Optional<Venue> find(Handle handle, long id) {
    return handle
        .createQuery(
            """
            SELECT id AS venue_id, name AS venue_name, address, city, country, time_zone
            FROM venue
            WHERE id = :id
            """)
        .bind("id", id)
        .map(VenueRows::venue)
        .findOne();
  }

  /** By name, those after the given one; one more than asked for when there are more. */
  static List<Venue> list(Handle handle, long after, int limit) {
    return handle
        .createQuery(
            """
            SELECT id AS venue_id, name AS venue_name, address, city, country, time_zone
            FROM venue
            WHERE :after = 0
               OR (lower(name), id) > (SELECT lower(name), id FROM venue WHERE id = :after)
            ORDER BY lower(name), id
            LIMIT :limit
            """)
        .bind("after", after)
        .bind("limit", limit + 1)
        .map(VenueRows::venue)
        .list();
  }

  static Venue insert(Handle handle, long organiser, VenueDetails venue) {
    return handle
        .createQuery(
            """
            INSERT INTO venue (organiser_id, name, address, city, country, time_zone)
            VALUES (:organiser, :name, :address, :city, :country, :timeZone)
            RETURNING id AS venue_id, name AS venue_name, address, city, country, time_zone
            """)
        .bind("organiser", organiser)
        .bindMethods(venue.stripped())
        .map(VenueRows::venue)
        .one();
  }

  static Optional<Venue> update(Handle handle, long id, VenueDetails venue) {
    return handle
        .createQuery(
            """
            UPDATE venue
            SET name = :name, address = :address, city = :city, country = :country,
                time_zone = :timeZone
            WHERE id = :id
            RETURNING id AS venue_id, name AS venue_name, address, city, country, time_zone
            """)
        .bind("id", id)
        .bindMethods(venue.stripped())
        .map(VenueRows::venue)
        .findOne();
  }

  /** Locks the venue against events that would move in; false when there is none. */
  static boolean lock(Handle handle, long id) {
    return handle
        .createQuery("SELECT id FROM venue WHERE id = :id FOR UPDATE")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  static int events(Handle handle, long id) {
    return handle
        .createQuery("SELECT count(*) FROM event WHERE venue_id = :id")
        .bind("id", id)
        .mapTo(Integer.class)
        .one();
  }

  static void delete(Handle handle, long id) {
    handle.createUpdate("DELETE FROM venue WHERE id = :id").bind("id", id).execute();
  }

  static Venue venue(ResultSet row, StatementContext context) throws SQLException {
    return new Venue(
        row.getLong("venue_id"),
        row.getString("venue_name"),
        row.getString("address"),
        row.getString("city"),
        row.getString("country"),
        ZoneId.of(row.getString("time_zone")));
  }
}
