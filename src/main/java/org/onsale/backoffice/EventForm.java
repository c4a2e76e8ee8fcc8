package org.onsale.backoffice;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventDetails;
import org.onsale.catalog.Venue;
import org.onsale.platform.PageLanguage;

/** The fields of an event, from and to the form. Times are those of the chosen venue. */
final class EventForm {
  private static final List<String> FIELDS =
      List.of(
          "name",
          "description",
          "venue",
          "startsAt",
          "saleOpensAt",
          "saleClosesAt",
          "holdTime",
          "paymentTime",
          "limitPerCustomer",
          "currency",
          "focalPoint.x",
          "focalPoint.y",
          "forbidsOrphans");

  /** Sent by a form that has the boxes, ticked or not. */
  private static final String BOXES = "boxes";

  /** A sale opens so long after its event was made, unless the event is sooner. */
  private static final Duration LEAD = Duration.ofDays(8);

  private EventForm() {}

  /** What most events need, to begin with. */
  static Form fresh(List<Venue> venues, Instant now) {
    ZoneId zone = venues.size() == 1 ? venues.getFirst().timeZone() : ZoneOffset.UTC;
    ZonedDateTime evening =
        now.atZone(zone).plusMonths(2).truncatedTo(ChronoUnit.DAYS).withHour(20);
    ZonedDateTime opens = now.atZone(zone).plusDays(7).truncatedTo(ChronoUnit.DAYS).withHour(10);
    return Form.empty()
        .with("venue", venues.size() == 1 ? Long.toString(venues.getFirst().id()) : "")
        .with("startsAt", Times.typed(evening.toInstant(), zone))
        .with("saleOpensAt", Times.typed(opens.toInstant(), zone))
        .with("saleClosesAt", Times.typed(evening.toInstant(), zone))
        .with("holdTime", Long.toString(EventDetails.DEFAULT_HOLD_TIME.toMinutes()))
        .with("paymentTime", Long.toString(EventDetails.DEFAULT_PAYMENT_TIME.toMinutes()))
        .with("limitPerCustomer", Integer.toString(EventDetails.DEFAULT_LIMIT_PER_CUSTOMER))
        .with("currency", "EUR");
  }

  static Form of(Event event) {
    ZoneId zone = event.venue().timeZone();
    Form form = Form.empty();
    Event.FocalPoint focus = event.focalPoint();
    if (focus != null) {
      form.with("focalPoint.x", shown(focus.x())).with("focalPoint.y", shown(focus.y()));
    }
    if (event.forbidsOrphans()) {
      form.with("forbidsOrphans", Form.TICKED);
    }
    return form.with("version", Long.toString(event.version()))
        .with("name", event.name())
        .with("description", event.description())
        .with("venue", Long.toString(event.venue().id()))
        .with("startsAt", Times.typed(event.startsAt(), zone))
        .with("saleOpensAt", Times.typed(event.saleOpensAt(), zone))
        .with("saleClosesAt", Times.typed(event.saleClosesAt(), zone))
        .with("holdTime", Long.toString(event.holdTime().toMinutes()))
        .with("paymentTime", Long.toString(event.paymentTime().toMinutes()))
        .with("limitPerCustomer", Integer.toString(event.limitPerCustomer()))
        .with("currency", event.currency().getCurrencyCode());
  }

  /** A form that was sent with some of the fields, and the others as the event has them. */
  static Form completed(Form sent, Event event) {
    Form form = of(event);
    // A box that is not ticked is not sent: the form says that it had one.
    if (sent.has(BOXES)) {
      form.without("forbidsOrphans");
    }
    return form.overlaid(sent);
  }

  /** The form of a new event, of which most was left to us. */
  static Form begun(Form sent, List<Venue> venues, Instant now) {
    ZoneId zone = venue(sent, venues).map(Venue::timeZone).orElse(ZoneOffset.UTC);
    Form form = fresh(venues, now);
    Instant start = Times.instant(sent.value("startsAt"), zone);
    if (start != null) {
      form.with("saleClosesAt", Times.typed(start, zone));
      if (start.isBefore(now.plus(LEAD))) {
        form.with("saleOpensAt", Times.typed(now, zone));
      }
    }
    return form.overlaid(sent);
  }

  private static Optional<Venue> venue(Form form, List<Venue> venues) {
    return venues.stream()
        .filter(each -> Long.toString(each.id()).equals(form.value("venue")))
        .findFirst();
  }

  private static String shown(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  static EventDetails details(Form form, List<Venue> venues) {
    Optional<Venue> venue = venue(form, venues);
    ZoneId zone = venue.map(Venue::timeZone).orElse(ZoneOffset.UTC);
    return new EventDetails(
        form.value("name"),
        form.value("description"),
        venue.map(Venue::id).orElse(null),
        Times.instant(form.value("startsAt"), zone),
        Times.instant(form.value("saleOpensAt"), zone),
        Times.instant(form.value("saleClosesAt"), zone),
        minutes(form, "holdTime"),
        minutes(form, "paymentTime"),
        form.integer("limitPerCustomer"),
        form.value("currency").strip(),
        focalPoint(form),
        form.has("forbidsOrphans"));
  }

  private static EventDetails.@Nullable FocalPoint focalPoint(Form form) {
    return form.value("focalPoint.x").isBlank() && form.value("focalPoint.y").isBlank()
        ? null
        : new EventDetails.FocalPoint(form.decimal("focalPoint.x"), form.decimal("focalPoint.y"));
  }

  private static @Nullable Duration minutes(Form form, String field) {
    Integer minutes = form.integer(field);
    return minutes == null ? null : Duration.ofMinutes(minutes);
  }

  /**
   * The form as it was typed, to be saved over the newest version if its sender still wants to: it
   * tells for each field what another person made of it.
   */
  static Form conflicting(Form typed, Event current, List<Venue> venues) {
    EventFormWords words = PageLanguage.words(EventFormWords.class);
    Form theirs = of(current);
    for (String field : FIELDS) {
      if (!theirs.value(field).equals(typed.value(field).replace("\r\n", "\n"))) {
        typed.note(field, words.nowIs(shown(field, theirs.value(field), venues)));
      }
    }
    return typed.with("version", Long.toString(current.version()));
  }

  private static String shown(String field, String value, List<Venue> venues) {
    EventFormWords words = PageLanguage.words(EventFormWords.class);
    if (field.equals("venue")) {
      return venues.stream()
          .filter(venue -> Long.toString(venue.id()).equals(value))
          .map(Venue::name)
          .findFirst()
          .orElse(value);
    }
    if (field.equals("forbidsOrphans")) {
      return value.isEmpty() ? words.notTicked() : words.ticked();
    }
    return value.isEmpty() ? words.emptyValue() : value;
  }
}
