package org.onsale.tickets;

import static org.assertj.core.api.Assertions.assertThat;

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
          .contains("DTSTART:20260601T173000Z")
          .contains("LOCATION:Hall\\, Street 1\\, Berlin")
          .contains("UID:" + order.code() + "@onsale")
          .anyMatch(line -> line.startsWith("DESCRIPTION:Standing\\nStanding\\nhttps://"));
      assertThat(event.startsAt()).isEqualTo(Instant.parse("2026-06-01T17:30:00Z"));
    }
  }
}
