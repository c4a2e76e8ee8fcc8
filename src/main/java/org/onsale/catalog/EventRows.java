package org.onsale.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;
import org.onsale.platform.StoredJson;

/** The tables of events, read. */
final class EventRows {
  private EventRows() {}

  /** Reads an event as of one moment, when the transaction sees one (REPEATABLE READ). */
  static Optional<Event> find(Handle handle, EventId id) {
    return handle
        .createQuery(
            """
            SELECT event.*, venue.name AS venue_name, venue.address, venue.city, venue.country,
                   venue.time_zone, poster.hash, poster.width, poster.height
            FROM event
            JOIN venue ON venue.id = event.venue_id
            LEFT JOIN poster ON poster.event_id = event.event_id
            WHERE event.event_id = :id
            """)
        .bind("id", id.value())
        .map((row, context) -> event(row, context, handle))
        .findOne();
  }

  static Optional<EventId> idOf(Handle handle, String slug) {
    return handle
        .createQuery("SELECT event_id FROM event WHERE slug = :slug")
        .bind("slug", slug)
        .mapTo(Long.class)
        .findOne()
        .map(EventId::new);
  }

  /** The version of an event, locked until the transaction ends. */
  static Optional<Long> lock(Handle handle, EventId id) {
    return handle
        .createQuery("SELECT version FROM event WHERE event_id = :id FOR UPDATE")
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne();
  }

  private static Event event(ResultSet row, StatementContext context, Handle handle)
      throws SQLException {
    var id = new EventId(row.getLong("event_id"));
    Currency currency = Currency.getInstance(row.getString("currency"));
    var priced = new ArrayList<Event.PriceCategory>();
    var unpriced = new ArrayList<PlanCategory>();
    for (CategoryRow category : categories(handle, id)) {
      if (category.price == null) {
        unpriced.add(category.category);
      } else {
        priced.add(category.priced(new Money(category.price, currency)));
      }
    }
    return new Event(
        id,
        row.getString("slug"),
        row.getString("name"),
        row.getString("description"),
        VenueRows.venue(row, context),
        instant(row, "starts_at"),
        status(row),
        instant(row, "sale_opens_at"),
        instant(row, "sale_closes_at"),
        Duration.ofSeconds(row.getInt("hold_seconds")),
        Duration.ofSeconds(row.getInt("payment_seconds")),
        row.getInt("limit_per_customer"),
        currency,
        plan(row),
        focalPoint(row),
        row.getBoolean("forbids_orphans"),
        priced,
        unpriced,
        pools(handle, id, currency),
        stored(row, "price_list", PriceList.class, PriceList.NONE),
        stored(row, "policies", Policies.class, Policies.DEFAULT),
        postponement(row),
        stored(row, "price_changes", PriceChanges.class, PriceChanges.NONE),
        stored(row, "presales", Presales.class, Presales.NONE),
        stored(row, "questionnaire", Questionnaire.class, Questionnaire.NONE),
        poster(row),
        row.getString("accent"),
        row.getObject("first_published_at") != null,
        row.getLong("version"));
  }

  private record CategoryRow(PlanCategory category, @Nullable Long price) {
    Event.PriceCategory priced(Money money) {
      return new Event.PriceCategory(category.id(), category.name(), category.color(), money);
    }
  }

  private static List<CategoryRow> categories(Handle handle, EventId event) {
    return handle
        .createQuery(
            """
            SELECT id, name, color, price
            FROM price_category
            WHERE event_id = :event
            ORDER BY id
            """)
        .bind("event", event.value())
        .map(
            (row, context) ->
                new CategoryRow(
                    new PlanCategory(
                        row.getInt("id"), row.getString("name"), row.getString("color")),
                    row.getObject("price", Long.class)))
        .list();
  }

  private static List<Event.Pool> pools(Handle handle, EventId event, Currency currency) {
    return handle
        .createQuery(
            """
            SELECT id, name, capacity, price
            FROM pool
            WHERE event_id = :event
            ORDER BY id
            """)
        .bind("event", event.value())
        .map(
            (row, context) ->
                new Event.Pool(
                    row.getInt("id"),
                    row.getString("name"),
                    row.getInt("capacity"),
                    new Money(row.getLong("price"), currency)))
        .list();
  }

  /** An event of a list, and how well it fits what was looked for: the more, the better. */
  record Found(EventSummary event, int rank) {}

  /**
   * What the public may see and can still go to, by start: those that start from {@code since} on,
   * after the cursor; one more than asked for when there are more. Those that fit the words of the
   * search better come first.
   */
  static List<Found> published(
      Handle handle, Search search, Instant since, Instant now, @Nullable Cursor after, int limit) {
    Query query =
        search.words().isEmpty()
            ? handle.createQuery(SUMMARY.formatted("0 AS rank") + NARROWED + BY_START)
            : bySimilarity(handle, search, after);
    return query
        .bind("statuses", search.withCancelled() ? "published,cancelled" : "published")
        .bind("since", since)
        .bind("now", now)
        .bind("city", search.city())
        .bind("from", search.from())
        .bind("until", search.until())
        .bind("afterStart", after == null ? Instant.EPOCH : after.startsAt())
        .bind("afterId", after == null ? 0 : after.id())
        .bind("limit", limit + 1)
        .map((row, context) -> new Found(summary(row, context), row.getInt("rank")))
        .list();
  }

  private static Query bySimilarity(Handle handle, Search search, @Nullable Cursor after) {
    handle.execute("SET LOCAL pg_trgm.word_similarity_threshold = " + NEARLY);
    String[] patterns = search.words().stream().map(EventRows::like).toArray(String[]::new);
    return handle
        .createQuery(SUMMARY.formatted("fits.rank") + FITTING + NARROWED + BY_RANK)
        .bindArray("words", String.class, search.words())
        .bindArray("patterns", String.class, (Object[]) patterns)
        .bind("longest", search.longest())
        .bind("longestPattern", like(search.longest()))
        .bind("afterRank", after == null ? Integer.MAX_VALUE : after.rank());
  }

  /** How similar a word must be for the index to lead to it; what it leads to is then compared. */
  private static final String NEARLY = "0.25";

  /**
   * A word that is there counts 10, one that is nearly there its similarity in tenths. Nearly there
   * is one with an error in three letters or two in six, two neighbours in the wrong order being
   * two; and one that shares half its trigrams, as a part of a compound word does.
   */
  private static final String FITTING =
      """
      CROSS JOIN LATERAL (
        SELECT sum(CASE WHEN event.sought LIKE pattern THEN 10
                        ELSE floor(10 * greatest(similarity, 1 - errors::real / greatest(1, length(word))))
                   END)::int AS rank,
               bool_and(event.sought LIKE pattern OR similarity >= 0.5
                        OR errors <= least(length(word) / 3, 2)) AS all_fit
          FROM (SELECT word, pattern, word_similarity(word, event.sought) AS similarity,
                       (SELECT min(levenshtein_less_equal(word, left(there, 60), 2))
                          FROM regexp_split_to_table(event.sought, '\\s+') AS there) AS errors
                  FROM (SELECT left(lower(unaccent(word)), 60) AS word,
                               lower(unaccent(pattern)) AS pattern
                          FROM unnest(:words, :patterns) AS asked (word, pattern)) AS plain
               ) AS compared
      ) AS fits
      """;

  private static final String NARROWED =
      """
      WHERE event.status = ANY (string_to_array(:statuses, ','))
        AND event.starts_at >= :since
        AND (CAST(:city AS text) IS NULL OR lower(venue.city) = lower(:city))
        AND (CAST(:from AS date) IS NULL
             OR (event.starts_at AT TIME ZONE venue.time_zone)::date >= :from)
        AND (CAST(:until AS date) IS NULL
             OR (event.starts_at AT TIME ZONE venue.time_zone)::date <= :until)
        AND NOT ((CAST(:from AS date) IS NOT NULL OR CAST(:until AS date) IS NOT NULL)
                 AND coalesce((event.postponement ->> 'dateOpen')::boolean, false))
      """;

  private static final String BY_START =
      """
        AND (event.starts_at, event.event_id) > (:afterStart, :afterId)
      ORDER BY event.starts_at, event.event_id
      LIMIT :limit
      """;

  /** One word, the longest, leads by the index to what is then compared with all of them. */
  private static final String BY_RANK =
      """
        AND (event.sought LIKE lower(unaccent(:longestPattern))
             OR lower(unaccent(:longest)) <% event.sought)
        AND fits.all_fit
        AND (-fits.rank, event.starts_at, event.event_id) > (-:afterRank, :afterStart, :afterId)
      ORDER BY fits.rank DESC, event.starts_at, event.event_id
      LIMIT :limit
      """;

  /** Every event, the latest start first; one more than asked for when there are more. */
  static List<EventSummary> all(
      Handle handle, String query, Instant now, @Nullable Cursor after, int limit) {
    return handle
        .createQuery(
            SUMMARY.formatted("0 AS rank")
                + """
                WHERE (event.starts_at, event.event_id) < (:afterStart, :afterId)
                  AND (event.name ILIKE :like OR venue.name ILIKE :like OR venue.city ILIKE :like)
                ORDER BY event.starts_at DESC, event.event_id DESC
                LIMIT :limit
                """)
        .bind("now", now)
        .bind("afterStart", after == null ? FAR : after.startsAt())
        .bind("afterId", after == null ? Long.MAX_VALUE : after.id())
        .bind("like", like(query))
        .bind("limit", limit + 1)
        .map(EventRows::summary)
        .list();
  }

  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  private static final String SUMMARY =
      """
      SELECT event.event_id, event.slug, event.name, event.venue_id, event.starts_at, event.status,
             event.sale_opens_at, event.sale_closes_at, event.presales, event.currency,
             event.postponement IS NOT NULL AS postponed,
             coalesce((event.postponement ->> 'dateOpen')::boolean, false) AS date_open,
             event.accent, venue.name AS venue_name, venue.address, venue.city, venue.country,
             venue.time_zone, poster.hash, poster.width, poster.height,
             (SELECT coalesce(sum(capacity), 0)
                FROM pool WHERE event_id = event.event_id) AS standing,
             (SELECT min(coalesce(
                       (SELECT (change ->> 'price')::bigint
                          FROM jsonb_array_elements(event.price_changes -> 'changes') AS change
                         WHERE (change ->> 'type')::int = 0
                           AND change ->> sold.what = sold.id::text
                           AND (change ->> 'from')::timestamptz <= :now
                         ORDER BY (change ->> 'from')::timestamptz DESC
                         LIMIT 1),
                       sold.price))
                FROM (SELECT 'category' AS what, id, price
                        FROM price_category WHERE event_id = event.event_id AND price IS NOT NULL
                       UNION ALL
                      SELECT 'pool', id, price
                        FROM pool WHERE event_id = event.event_id AND capacity > 0) AS sold
             ) AS price_from,
             %s
      FROM event
      JOIN venue ON venue.id = event.venue_id
      LEFT JOIN poster ON poster.event_id = event.event_id
      """;

  /** The pattern that finds a text anywhere, whatever it holds. */
  private static String like(String query) {
    String literal = query.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return "%" + literal + "%";
  }

  private static EventSummary summary(ResultSet row, StatementContext context) throws SQLException {
    var id = new EventId(row.getLong("event_id"));
    Long price = row.getObject("price_from", Long.class);
    return new EventSummary(
        id,
        row.getString("slug"),
        row.getString("name"),
        VenueRows.venue(row, context),
        instant(row, "starts_at"),
        row.getBoolean("postponed"),
        row.getBoolean("date_open"),
        status(row),
        instant(row, "sale_opens_at"),
        instant(row, "sale_closes_at"),
        stored(row, "presales", Presales.class, Presales.NONE),
        price == null ? null : Money.of(price, row.getString("currency")),
        row.getInt("standing"),
        poster(row),
        row.getString("accent"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static Event.Status status(ResultSet row) throws SQLException {
    return Event.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
  }

  private static Event.@Nullable Plan plan(ResultSet row) throws SQLException {
    long plan = row.getLong("plan_id");
    return row.wasNull() ? null : new Event.Plan(plan, row.getInt("plan_version"));
  }

  private static Event.@Nullable FocalPoint focalPoint(ResultSet row) throws SQLException {
    double x = row.getDouble("focal_x");
    return row.wasNull() ? null : new Event.FocalPoint(x, row.getDouble("focal_y"));
  }

  private static <T extends Record> T stored(ResultSet row, String column, Class<T> type, T none)
      throws SQLException {
    String json = row.getString(column);
    return json == null ? none : StoredJson.read(json, type);
  }

  private static @Nullable Postponement postponement(ResultSet row) throws SQLException {
    String json = row.getString("postponement");
    return json == null ? null : StoredJson.read(json, Postponement.class);
  }

  private static Event.@Nullable Poster poster(ResultSet row) throws SQLException {
    String hash = row.getString("hash");
    return hash == null ? null : new Event.Poster(hash, row.getInt("width"), row.getInt("height"));
  }
}
