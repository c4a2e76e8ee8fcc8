package org.onsale.tickets;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;

/** The event as an iCalendar file (RFC 5545), for the calendar of whoever comes. */
public final class Calendar {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int LINE_BYTES = 75;

  private Calendar() {}

  /**
   * @param page the address of the order's page
   */
  public static String of(Event event, Order order, String page) {
    String places =
        order.lines().stream().map(line -> line.place()).collect(Collectors.joining("\n"));
    String where = TicketPdf.where(event.venue());
    StringBuilder ics = new StringBuilder();
    line(ics, "BEGIN:VCALENDAR");
    line(ics, "VERSION:2.0");
    line(ics, "PRODID:-//Onsale//Tickets//EN");
    line(ics, "BEGIN:VEVENT");
    line(ics, "UID:" + order.code().value() + "@onsale");
    line(ics, "DTSTAMP:" + time(order.createdAt()));
    line(ics, "DTSTART:" + time(event.startsAt()));
    line(ics, "DURATION:PT2H");
    line(ics, event.hasOpenDate() ? "STATUS:TENTATIVE" : "STATUS:CONFIRMED");
    line(ics, "SUMMARY:" + escaped(event.name()));
    line(ics, "LOCATION:" + escaped(where));
    line(ics, "DESCRIPTION:" + escaped(places + "\n" + page));
    line(ics, "URL:" + page);
    line(ics, "END:VEVENT");
    line(ics, "END:VCALENDAR");
    return ics.toString();
  }

  private static String time(Instant instant) {
    return UTC.format(instant);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\r", "")
        .replace("\n", "\\n");
  }

  /** Lines longer than 75 bytes go on in the next one, after a blank; never within a character. */
  private static void line(StringBuilder ics, String line) {
    int bytes = 0;
    int[] characters = line.codePoints().toArray();
    for (int character : characters) {
      String text = Character.toString(character);
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + length > LINE_BYTES) {
        ics.append("\r\n ");
        bytes = 1;
      }
      ics.append(text);
      bytes += length;
    }
    ics.append("\r\n");
  }
}
