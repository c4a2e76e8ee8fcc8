package org.onsale.catalog;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onsale.platform.Database;

/** Where the published events to come are, from memory. */
final class Towns {
  private static final int MOST = 200;
  private static final String ALL = "";

  /** The events of a city in one time zone. */
  record Town(String city, String timeZone, long events) {}

  private final Database database;
  private final Clock clock;
  private final Duration lingers;
  private final LoadingCache<String, List<Town>> towns;

  /**
   * @param lingers how long after its start an event is still one to come
   * @param stale how old an answer may be
   */
  Towns(Database database, Clock clock, Duration lingers, Duration stale) {
    this.database = database;
    this.clock = clock;
    this.lingers = lingers;
    this.towns = Caffeine.newBuilder().maximumSize(1).expireAfterWrite(stale).build(all -> read());
  }

  private List<Town> read() {
    Instant since = clock.instant().minus(lingers);
    String sql =
        """
        SELECT venue.city, venue.time_zone, count(*) AS events
          FROM event
          JOIN venue ON venue.id = event.venue_id
         WHERE event.status = 'published' AND event.starts_at >= :since
         GROUP BY venue.city, venue.time_zone
         ORDER BY venue.city
         LIMIT :limit
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("since", since)
                    .bind("limit", MOST)
                    .mapTo(Town.class)
                    .list());
  }

  /** By name; the first ones of many. */
  List<String> cities() {
    return towns.get(ALL).stream().map(Town::city).distinct().toList();
  }

  /** Whose clocks most of the events of a city go by; of all events where it has none. */
  ZoneId zone(String city) {
    List<Town> all = towns.get(ALL);
    List<Town> there = all.stream().filter(town -> town.city().equalsIgnoreCase(city)).toList();
    return Stream.of(there, all)
        .filter(some -> !some.isEmpty())
        .findFirst()
        .map(Towns::usual)
        .orElse(ZoneOffset.UTC);
  }

  private static ZoneId usual(Collection<Town> towns) {
    Map<String, Long> events =
        towns.stream()
            .collect(Collectors.groupingBy(Town::timeZone, Collectors.summingLong(Town::events)));
    Comparator<Map.Entry<String, Long>> most = Map.Entry.comparingByValue();
    return ZoneId.of(
        events.entrySet().stream()
            .max(most.thenComparing(Map.Entry.comparingByKey()))
            .orElseThrow()
            .getKey());
  }

  void forget() {
    towns.invalidateAll();
  }
}
