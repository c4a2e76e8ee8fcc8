package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.inventory.PoolQuantity;
import org.onsale.inventory.Story;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.Phrase;
import org.onsale.seating.SeatingPlan;

/**
 * Tells organisers what happened at an event to a seat, a hold, an order or a buyer: the ledger's
 * {@link Story} with the names of seats, pools and buyers.
 */
@Singleton
public final class Stories {
  private static final Pattern INDEX = Pattern.compile("#?([0-9]{1,9})");
  private static final Pattern EMAIL = Pattern.compile("[^\\s\\x00]{1,254}@[^\\s\\x00]{1,254}");
  private static final Pattern HOLD =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Story story;
  private final Sales sales;
  private final Database database;

  @Inject
  public Stories(Story story, Sales sales, Database database) {
    this.story = story;
    this.sales = sales;
    this.database = database;
  }

  /** What somebody wants to know about. */
  public sealed interface Question {
    record OfSeat(int index) implements Question {}

    record OfHold(UUID id) implements Question {}

    record OfOrder(OrderCode code) implements Question {}

    record OfBuyer(String email) implements Question {}
  }

  /**
   * One thing that happened.
   *
   * @param places the names of its seats, the first hundred, and its pools: {@code 2 × Standing}
   * @param buyer whose order it is, once there is one
   */
  public record Line(Story.Entry entry, List<Phrase> places, Order.@Nullable Buyer buyer) {
    public Line {
      places = List.copyOf(places);
    }
  }

  /** A part of the story, the oldest first; {@code next} is null once all of it was told. */
  public record Told(List<Line> lines, Story.@Nullable Cursor next) {
    public Told {
      lines = List.copyOf(lines);
    }
  }

  /** Who had a seat at a moment. */
  public record Then(Story.Moment moment, @Nullable Line since) {}

  /**
   * What a text is about: a hold's id, an order's code, a buyer's e-mail address, a seat's name or
   * its index. Empty when it is nothing of this event.
   */
  public Optional<Question> question(Event event, String text) {
    String given = text.strip();
    Optional<UUID> hold = hold(given);
    if (hold.isPresent()) {
      return Optional.of(new Question.OfHold(hold.get()));
    }
    Optional<OrderCode> code = order(event, given);
    if (code.isPresent()) {
      return Optional.of(new Question.OfOrder(code.get()));
    }
    Optional<String> email = email(given);
    if (email.isPresent()) {
      return Optional.of(new Question.OfBuyer(email.get()));
    }
    OptionalInt seat = seat(event, given);
    return seat.isPresent() ? Optional.of(new Question.OfSeat(seat.getAsInt())) : Optional.empty();
  }

  /** A hold's id; empty when the text is none. */
  public Optional<UUID> hold(String text) {
    return HOLD.matcher(text.strip()).matches()
        ? Optional.of(UUID.fromString(text.strip()))
        : Optional.empty();
  }

  /** An order's code, of this event; empty when the text is none. */
  public Optional<OrderCode> order(Event event, String text) {
    return OrderCode.parse(text.strip().toUpperCase(Locale.ROOT))
        .filter(code -> code.event().equals(event.id()));
  }

  /** A buyer's e-mail address; empty when the text is none. */
  public Optional<String> email(String text) {
    return Optional.of(text.strip()).filter(given -> EMAIL.matcher(given).matches());
  }

  /** A seat by its name or its index; empty when the event has none such. */
  public OptionalInt seat(Event event, String text) {
    SeatingPlan plan = sales.planOf(event);
    if (plan == null) {
      return OptionalInt.empty();
    }
    var index = INDEX.matcher(text.strip());
    if (index.matches()) {
      int seat = Integer.parseInt(index.group(1));
      return seat < plan.seats() ? OptionalInt.of(seat) : OptionalInt.empty();
    }
    return plan.find(text);
  }

  /** The name of a seat of the event. */
  public Phrase nameOf(Event event, int seat) {
    SeatingPlan plan = sales.planOf(event);
    return plan == null || seat >= plan.seats()
        ? Phrase.of("Seat #{1}", seat)
        : plan.name(seat).said();
  }

  /**
   * A page of the story.
   *
   * @param until leaves out what came later; null for all
   * @param cursor of the page before; null for the first
   * @param limit lines at most
   */
  public Told tell(
      Event event,
      Question question,
      @Nullable Instant until,
      Story.@Nullable Cursor cursor,
      int limit) {
    Story.Subject subject = subject(event.id(), question);
    if (subject instanceof Story.Subject.Holds(Set<UUID> ids) && ids.isEmpty()) {
      return new Told(List.of(), null);
    }
    Story.Part part = story.read(event.id(), subject, until, cursor, limit);
    return new Told(lines(event, part.entries()), part.next());
  }

  /** Who had a seat at a moment. */
  public Then then(Event event, int seat, Instant moment) {
    Story.Moment found = story.at(event.id(), seat, moment);
    Story.Entry since = found.since();
    return new Then(found, since == null ? null : lines(event, List.of(since)).getFirst());
  }

  private Story.Subject subject(EventId event, Question question) {
    return switch (question) {
      case Question.OfSeat(int index) -> new Story.Subject.Seat(index);
      case Question.OfHold(UUID id) -> new Story.Subject.Holds(Set.of(id));
      case Question.OfOrder(OrderCode code) -> holds(event, "code = :value", code.value());
      case Question.OfBuyer(String email) ->
          holds(event, "lower(buyer_email) = lower(:value)", email);
    };
  }

  /** An order and its claim are of one transaction, so the orders know all holds of a buyer. */
  private Story.Subject holds(EventId event, String condition, String value) {
    String sql =
        "SELECT hold_id FROM customer_order WHERE event_id = :event AND "
            + condition
            + " ORDER BY created_at DESC LIMIT :limit";
    return database
        .jdbi()
        .withHandle(
            handle ->
                new Story.Subject.Holds(
                    handle
                        .createQuery(sql)
                        .bind("event", event.value())
                        .bind("value", value)
                        .bind("limit", Story.MAX_HOLDS)
                        .mapTo(UUID.class)
                        .set()));
  }

  private List<Line> lines(Event event, List<Story.Entry> entries) {
    Set<String> codes =
        entries.stream()
            .map(Story.Entry::order)
            .filter(code -> code != null)
            .collect(Collectors.toSet());
    Map<String, Order.Buyer> buyers = codes.isEmpty() ? Map.of() : buyers(event.id(), codes);
    return entries.stream()
        .map(
            entry ->
                new Line(
                    entry,
                    places(event, entry),
                    entry.order() == null ? null : buyers.get(entry.order())))
        .toList();
  }

  private List<Phrase> places(Event event, Story.Entry entry) {
    List<Phrase> places = new ArrayList<>();
    entry.seats().forEach(seat -> places.add(nameOf(event, seat)));
    for (PoolQuantity pool : entry.pools()) {
      Object name =
          event
              .pool(pool.pool())
              .<Object>map(Event.Pool::name)
              .orElseGet(() -> Phrase.of("pool {1}", pool.pool()));
      places.add(Phrase.of("{1} × {2}", pool.quantity(), name));
    }
    return places;
  }

  record BuyerRow(String code, String buyerName, String buyerEmail, String buyerPhone) {}

  private Map<String, Order.Buyer> buyers(EventId event, Set<String> codes) {
    String sql =
        """
        SELECT code, buyer_name, buyer_email, buyer_phone
          FROM customer_order
         WHERE event_id = :event AND code = ANY (:codes)
        """;
    Map<String, Order.Buyer> buyers = new HashMap<>();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("event", event.value())
                    .bindArray("codes", String.class, codes.toArray())
                    .mapTo(BuyerRow.class)
                    .forEach(
                        row ->
                            buyers.put(
                                row.code(),
                                new Order.Buyer(
                                    row.buyerName(), row.buyerEmail(), row.buyerPhone()))));
    return buyers;
  }
}
