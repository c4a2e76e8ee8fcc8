package org.onsale.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.platform.TestDatabase;

class CalendarTest {
  @Test
  void texts_are_escaped_and_long_lines_folded_between_characters() {
    try (TicketsFixture house = new TicketsFixture(TestDatabase.create())) {
      house.execute(
          """
          UPDATE event
             SET name = 'One; two, three \\ ' || repeat('ночь ', 30),
                 starts_at = '2026-06-01T19:30:00+02:00'
          """);
      Order order = house.node.order(2);
      Event event = house.node.catalog.event(house.event().id()).orElseThrow();
      String ics = Calendar.of(event, order, "https://example.org/orders/" + order.code());
      assertThat(ics).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n").endsWith("\r\n");
      for (String line : ics.split("\r\n", -1)) {
        assertThat(line).doesNotContain("\n", "\r");
        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
      }
      List<String> unfolded = ics.replace("\r\n ", "").lines().toList();
      assertThat(unfolded)
          .contains("SUMMARY:One\\; two\\, three \\\\ " + "ночь ".repeat(30))
          .contains("DTSTART;TZID=Europe/Berlin:20260601T193000")
          .contains("LOCATION:Hall\\, Street 1\\, Berlin")
          .contains("UID:" + order.code() + "@onsale")
          .anyMatch(line -> line.startsWith("DESCRIPTION:Standing\\nStanding\\nhttps://"));
      assertThat(event.startsAt()).isEqualTo(Instant.parse("2026-06-01T17:30:00Z"));
    }
  }

  @Test
  void the_time_is_that_of_the_venue_with_the_rules_of_its_zone() {
    try (TicketsFixture house = new TicketsFixture(TestDatabase.create())) {
      house.execute("UPDATE event SET starts_at = '2026-06-01T19:30:00+02:00'");
      Event event = house.node.catalog.event(house.event().id()).orElseThrow();
      URI page = URI.create("https://tickets.example.org/events/" + event.slug());
      String ics = Calendar.of(event, Instant.parse("2026-01-01T00:00:00Z"), page);
      assertThat(ics)
          .contains(
              lines(
                  "BEGIN:VTIMEZONE",
                  "TZID:Europe/Berlin",
                  "BEGIN:DAYLIGHT",
                  "DTSTART:20260329T020000",
                  "TZOFFSETFROM:+0100",
                  "TZOFFSETTO:+0200",
                  "END:DAYLIGHT",
                  "BEGIN:STANDARD",
                  "DTSTART:20261025T030000",
                  "TZOFFSETFROM:+0200",
                  "TZOFFSETTO:+0100",
                  "END:STANDARD",
                  "END:VTIMEZONE"))
          .contains(
              lines(
                  "UID:event-" + event.id() + "@tickets.example.org",
                  "DTSTAMP:20260101T000000Z",
                  "DTSTART;TZID=Europe/Berlin:20260601T193000"))
          .contains("STATUS:CONFIRMED\r\n", "URL:" + page + "\r\n");
    }
  }

  @Test
  void a_zone_that_never_changes_its_clocks_has_one_rule() {
    try (TicketsFixture house = new TicketsFixture(TestDatabase.create())) {
      house.execute("UPDATE venue SET time_zone = 'Etc/GMT-9'");
      Event event = house.node.catalog.event(house.event().id()).orElseThrow();
      assertThat(Calendar.of(event, Instant.EPOCH, URI.create("https://example.org/events/a")))
          .contains(
              lines(
                  "TZID:Etc/GMT-9",
                  "BEGIN:STANDARD",
                  "DTSTART:19700101T000000",
                  "TZOFFSETFROM:+0900",
                  "TZOFFSETTO:+0900",
                  "END:STANDARD",
                  "END:VTIMEZONE"));
    }
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }
}
