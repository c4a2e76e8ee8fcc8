package org.onsale.tickets;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.stream.Collectors;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.platform.Language;

/**
 * The event as an iCalendar file (RFC 5545), for the calendar of whoever comes. Its time is that of
 * the venue, with the rules of its zone around that day: a calendar shows it right wherever its
 * owner is, and says whose time it is.
 */
public final class Calendar {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx");
  private static final int LINE_BYTES = 75;

  private Calendar() {}

  /**
   * @param page the address of the order's page
   */
  public static String of(Event event, Order order, String page) {
    Locale buyer = Language.locale(order.buyer().language());
    String places =
        order.lines().stream().map(line -> line.place(buyer)).collect(Collectors.joining("\n"));
    return file(
        event, order.code().value() + "@onsale", order.createdAt(), places + "\n" + page, page);
  }

  /**
   * For who has no tickets yet.
   *
   * @param page the address of the event's page
   */
  public static String of(Event event, Instant now, URI page) {
    String name = "event-" + event.id() + "@" + page.getHost();
    return file(event, name, now, page.toString(), page.toString());
  }

  private static String file(
      Event event, String uid, Instant stamp, String description, String page) {
    StringBuilder ics = new StringBuilder();
    line(ics, "BEGIN:VCALENDAR");
    line(ics, "VERSION:2.0");
    line(ics, "PRODID:-//Onsale//Tickets//EN");
    zone(ics, event.startsAtVenue());
    line(ics, "BEGIN:VEVENT");
    line(ics, "UID:" + uid);
    line(ics, "DTSTAMP:" + UTC.format(stamp));
    ZonedDateTime start = event.startsAtVenue();
    line(ics, "DTSTART;TZID=" + start.getZone().getId() + ":" + LOCAL.format(start));
    line(ics, "DURATION:PT2H");
    line(ics, "STATUS:" + status(event));
    line(ics, "SUMMARY:" + escaped(event.name()));
    line(ics, "LOCATION:" + escaped(TicketPdf.where(event.venue())));
    line(ics, "DESCRIPTION:" + escaped(description));
    line(ics, "URL:" + page);
    line(ics, "END:VEVENT");
    line(ics, "END:VCALENDAR");
    return ics.toString();
  }

  private static String status(Event event) {
    if (event.status() == Event.Status.CANCELLED) {
      return "CANCELLED";
    }
    return event.hasOpenDate() ? "TENTATIVE" : "CONFIRMED";
  }

  /** The changes of the zone's clocks before and after the event. */
  private static void zone(StringBuilder ics, ZonedDateTime start) {
    ZoneRules rules = start.getZone().getRules();
    ZoneOffsetTransition before = rules.previousTransition(start.toInstant().plusNanos(1));
    ZoneOffsetTransition after = rules.nextTransition(start.toInstant());
    line(ics, "BEGIN:VTIMEZONE");
    line(ics, "TZID:" + start.getZone().getId());
    if (before == null) {
      LocalDateTime ever = LocalDateTime.of(1970, 1, 1, 0, 0);
      observance(ics, "STANDARD", ever, start.getOffset(), start.getOffset());
    } else {
      observance(ics, rules, before);
    }
    if (after != null) {
      observance(ics, rules, after);
    }
    line(ics, "END:VTIMEZONE");
  }

  private static void observance(StringBuilder ics, ZoneRules rules, ZoneOffsetTransition change) {
    observance(
        ics,
        rules.isDaylightSavings(change.getInstant()) ? "DAYLIGHT" : "STANDARD",
        change.getDateTimeBefore(),
        change.getOffsetBefore(),
        change.getOffsetAfter());
  }

  private static void observance(
      StringBuilder ics, String kind, LocalDateTime begins, ZoneOffset from, ZoneOffset to) {
    line(ics, "BEGIN:" + kind);
    line(ics, "DTSTART:" + LOCAL.format(begins));
    line(ics, "TZOFFSETFROM:" + OFFSET.format(from));
    line(ics, "TZOFFSETTO:" + OFFSET.format(to));
    line(ics, "END:" + kind);
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
