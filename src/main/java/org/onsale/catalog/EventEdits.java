package org.onsale.catalog;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.Outbox;
import org.onsale.platform.Phrase;
import org.onsale.platform.StoredJson;

/**
 * The changes of events. Each locks the event's row, compares the version, checks everything, and
 * only then writes; so a refusal has changed nothing.
 */
final class EventEdits {

  /** The outbox topic that tells of another time or place; its payload is {@link EventMoved}. */
  static final String EVENT_CHANGED = "event-changed";

  /** The outbox topic that tells of a cancelled event; its payload is {@link EventCancelled}. */
  static final String EVENT_CANCELLED = "event-cancelled";

  /** The outbox topic that tells of an event put off; its payload is {@link EventMoved}. */
  static final String EVENT_POSTPONED = "event-postponed";

  /** Checks a change against the event as it is and, when it finds no fault, makes it. */
  private interface Edit {
    void make(Handle handle, Event current, Faults faults);
  }

  private final Database database;
  private final Clock clock;
  private final Outbox outbox = new Outbox();

  EventEdits(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  EventCreation create(long organiser, EventDetails details) {
    Faults faults = Faults.of(details);
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              checkVenue(handle, details, faults);
              checkFocalPoint(null, details, faults);
              if (faults.any()) {
                return new EventCreation.Refused(faults.list());
              }
              EventId id = insert(handle, organiser, details);
              return new EventCreation.Created(EventRows.find(handle, id).orElseThrow());
            });
  }

  private static void checkVenue(Handle handle, EventDetails details, Faults faults) {
    Long venue = details.venue();
    if (venue != null && VenueRows.find(handle, venue).isEmpty()) {
      faults.add("venue", "There is no such venue.");
    }
  }

  private static void checkFocalPoint(
      Event.@Nullable Plan plan, EventDetails details, Faults faults) {
    if (details.focalPoint() != null && plan == null) {
      faults.add("focalPoint", "Attach a seating plan before you say where its best seats are.");
    }
  }

  private EventId insert(Handle handle, long organiser, EventDetails details) {
    String slug = Slug.of(details.name());
    // Two with one name at the same moment: the second waits for the first and takes the next one.
    handle.execute("SELECT pg_advisory_xact_lock(hashtextextended('onsale.event.slug', 0))");
    Set<String> taken =
        new HashSet<>(
            handle
                .createQuery("SELECT slug FROM event WHERE slug = :slug OR slug LIKE :slug || '-%'")
                .bind("slug", slug)
                .mapTo(String.class)
                .list());
    String free = slug;
    for (int number = 2; taken.contains(free); number++) {
      free = slug + "-" + number;
    }
    return new EventId(
        handle
            .createQuery(
                """
                INSERT INTO event (organiser_id, slug, name, description, venue_id, starts_at,
                                   status, sale_opens_at, sale_closes_at, hold_seconds,
                                   payment_seconds, limit_per_customer, currency,
                                   forbids_orphans, price_list)
                VALUES (:organiser, :slug, :name, :description, :venue, :startsAt,
                        'draft', :saleOpensAt, :saleClosesAt, :holdSeconds,
                        :paymentSeconds, :limitPerCustomer, :currency, :forbidsOrphans,
                        :priceList::jsonb)
                RETURNING event_id
                """)
            .bind("organiser", organiser)
            .bind("slug", free)
            .bind("priceList", firstPriceList(handle, organiser, details))
            .bindMap(columns(details))
            .mapTo(Long.class)
            .one());
  }

  /** The tax that is usual in the venue's country; null when there is none. */
  private static @Nullable String firstPriceList(
      Handle handle, long organiser, EventDetails details) {
    return TaxDefaults.find(handle, organiser, Objects.requireNonNull(details.venue()))
        .map(tax -> new PriceList(List.of(), 0, List.of(), tax, List.of()))
        .map(StoredJson::write)
        .orElse(null);
  }

  /** The checked details as they are bound. */
  private static Map<String, Object> columns(EventDetails details) {
    return Map.ofEntries(
        Map.entry("name", details.name().strip()),
        Map.entry("description", details.description().strip()),
        Map.entry("venue", Objects.requireNonNull(details.venue())),
        Map.entry("startsAt", Objects.requireNonNull(details.startsAt())),
        Map.entry("saleOpensAt", Objects.requireNonNull(details.saleOpensAt())),
        Map.entry("saleClosesAt", Objects.requireNonNull(details.saleClosesAt())),
        Map.entry("holdSeconds", Objects.requireNonNull(details.holdTime()).toSeconds()),
        Map.entry("paymentSeconds", Objects.requireNonNull(details.paymentTime()).toSeconds()),
        Map.entry("limitPerCustomer", Objects.requireNonNull(details.limitPerCustomer())),
        Map.entry("currency", details.currency()),
        Map.entry("forbidsOrphans", details.forbidsOrphans()));
  }

  EventChange update(EventId id, long version, EventDetails details) {
    EventDetails.FocalPoint focus = details.focalPoint();
    return change(
        id,
        version,
        Faults.of(details),
        (handle, current, faults) -> {
          checkVenue(handle, details, faults);
          checkFocalPoint(current.plan(), details, faults);
          checkCurrency(current, details, faults);
          checkPresales(current, details, faults);
          if (!faults.any()) {
            handle
                .createUpdate(
                    """
                    UPDATE event
                    SET name = :name, description = :description, venue_id = :venue,
                        starts_at = :startsAt, sale_opens_at = :saleOpensAt,
                        sale_closes_at = :saleClosesAt, hold_seconds = :holdSeconds,
                        payment_seconds = :paymentSeconds,
                        limit_per_customer = :limitPerCustomer, currency = :currency,
                        focal_x = :focalX, focal_y = :focalY, forbids_orphans = :forbidsOrphans
                    WHERE event_id = :id
                    """)
                .bind("id", id.value())
                .bind("focalX", focus == null ? null : focus.x())
                .bind("focalY", focus == null ? null : focus.y())
                .bindMap(columns(details))
                .execute();
            PostponementRows.settle(handle, current, details.startsAt());
            tellIfMoved(handle, current, details);
          }
        });
  }

  /** A draft keeps its numbers when its currency changes, so they must be such as can be paid. */
  private static void checkCurrency(Event current, EventDetails details, Faults faults) {
    if (details.currency().equals(current.currency().getCurrencyCode())
        || !Faults.isCurrency(details.currency())) {
      return;
    }
    if (current.everPublished()) {
      faults.add("currency", "The event was published, so its currency stays.");
      return;
    }
    Currency currency = Currency.getInstance(details.currency());
    current
        .amounts()
        .mapToObj(amount -> new Money(amount, currency))
        .filter(price -> !price.canBePaid())
        .findFirst()
        .ifPresent(
            price ->
                faults.add(
                    "currency",
                    "Change prices first: {1} cannot be paid, only steps of {2}.",
                    price,
                    Money.step(currency)));
  }

  private static void checkPresales(Event current, EventDetails details, Faults faults) {
    Instant opens = details.saleOpensAt();
    current.presales().phases().stream()
        .filter(phase -> opens != null && opens.isBefore(phase.until()))
        .findFirst()
        .ifPresent(
            phase -> faults.add("saleOpensAt", "The presale {1} is not over then.", phase.name()));
  }

  /** People may hold tickets, and plan to be there and then; not where nothing takes place. */
  private void tellIfMoved(Handle handle, Event before, EventDetails details) {
    boolean moved =
        !before.startsAt().equals(details.startsAt())
            || !Long.valueOf(before.venue().id()).equals(details.venue());
    boolean awaited = before.everPublished() && before.status() != Event.Status.CANCELLED;
    if (!awaited || !moved) {
      return;
    }
    tell(handle, before.id(), EVENT_CHANGED, asItWas(before));
  }

  private static EventMoved asItWas(Event before) {
    Venue venue = before.venue();
    return new EventMoved(
        before.id().toString(),
        before.startsAt().toString(),
        venue.name() + ", " + venue.city(),
        venue.timeZone().getId());
  }

  private void tell(Handle handle, EventId event, String topic, Object news) {
    try {
      outbox.writeAll(handle.getConnection(), event, topic, List.of(news));
    } catch (SQLException e) {
      throw new IllegalStateException("the outbox cannot be written", e);
    }
  }

  EventChange attachPlan(
      EventId id,
      long version,
      Event.Plan plan,
      List<PlanCategory> categories,
      Map<Integer, Long> prices) {
    return change(
        id,
        version,
        new Faults(),
        (handle, current, faults) ->
            new PlaceEdits(handle, current, faults).attach(plan, categories, prices));
  }

  EventChange detachPlan(EventId id, long version) {
    return change(
        id,
        version,
        new Faults(),
        (handle, current, faults) -> new PlaceEdits(handle, current, faults).detach());
  }

  EventChange setPriceList(EventId id, long version, PriceListDetails details) {
    return change(
        id,
        version,
        new Faults(),
        (handle, current, faults) -> {
          PriceList checked = new PriceListCheck(current, faults).check(details);
          if (!faults.any()) {
            EventTerms.write(handle, current, checked);
          }
        });
  }

  EventChange setPriceChanges(
      EventId id, long version, List<@Nullable PriceChangeDetails> changes) {
    return change(
        id,
        version,
        new Faults(),
        (handle, current, faults) -> {
          PriceChanges checked = new PriceChangeCheck(current, faults).check(changes);
          if (!faults.any()) {
            EventTerms.write(handle, current, checked);
          }
        });
  }

  EventChange setQuestionnaire(EventId id, long version, QuestionnaireDetails details) {
    return change(
        id,
        version,
        new Faults(),
        (handle, current, faults) -> {
          Questionnaire checked =
              new QuestionnaireCheck(current.questionnaire(), faults).check(details);
          if (!faults.any()) {
            EventTerms.write(handle, current, checked);
          }
        });
  }

  EventChange setPresales(
      EventId id,
      long version,
      List<@Nullable PresaleDetails> presales,
      Function<String, Presales.Code> keep) {
    return change(
        id,
        version,
        new Faults(),
        (handle, current, faults) -> {
          Presales checked = new PresaleCheck(current, faults, keep).check(presales);
          if (!faults.any()) {
            EventTerms.write(handle, current, checked);
          }
        });
  }

  EventChange postpone(EventId id, long version, PostponementDetails details) {
    Instant now = clock.instant();
    return change(
        id,
        version,
        new Faults(),
        (handle, current, faults) -> {
          details.check(current, now, faults);
          if (!faults.any()) {
            PostponementRows.put(handle, current, details, now);
            tell(handle, current.id(), EVENT_POSTPONED, asItWas(current));
          }
        });
  }

  EventChange setPolicies(EventId id, long version, PoliciesDetails details) {
    var faults = new Faults();
    Policies checked = details.checked(faults);
    return change(
        id,
        version,
        faults,
        (handle, current, found) -> {
          if (!found.any()) {
            handle
                .createUpdate("UPDATE event SET policies = :policies::jsonb WHERE event_id = :id")
                .bind("id", id.value())
                .bind("policies", StoredJson.write(checked))
                .execute();
          }
        });
  }

  EventChange setPrices(EventId id, long version, Map<Integer, @Nullable Long> prices) {
    return change(
        id,
        version,
        new Faults(),
        (handle, current, faults) -> new PlaceEdits(handle, current, faults).price(prices));
  }

  EventChange setPools(EventId id, long version, List<PoolDetails> pools) {
    return change(
        id,
        version,
        new Faults(),
        (handle, current, faults) -> new PlaceEdits(handle, current, faults).replacePools(pools));
  }

  EventChange setStatus(EventId id, long version, Event.Status status) {
    return change(
        id,
        version,
        new Faults(),
        (handle, current, faults) -> {
          if (current.status() == Event.Status.CANCELLED) {
            faults.add("status", "The event is cancelled, for good.");
          } else if (status == Event.Status.CANCELLED && !current.everPublished()) {
            faults.add("status", "A draft that nobody has seen is removed instead.");
          }
          if (status == Event.Status.PUBLISHED) {
            PlaceEdits.missing(current).forEach(faults::add);
          }
          if (!faults.any()) {
            handle
                .createUpdate(
                    """
                    UPDATE event
                    SET status = :status,
                        first_published_at = CASE WHEN :status = 'published'
                          THEN coalesce(first_published_at, :now) ELSE first_published_at END
                    WHERE event_id = :id
                    """)
                .bind("id", id.value())
                .bind("status", status.name().toLowerCase(Locale.ROOT))
                .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .execute();
            if (status == Event.Status.CANCELLED) {
              tell(handle, id, EVENT_CANCELLED, new EventCancelled(id.toString()));
            }
          }
        });
  }

  EventChange setPoster(EventId id, byte[] image) {
    return switch (PosterCheck.check(image)) {
      case PosterCheck.Refused(Phrase reason) ->
          new EventChange.Refused(List.of(new FieldError("poster", reason)));
      case PosterCheck.Accepted accepted ->
          change(
              id,
              null,
              new Faults(),
              (handle, current, faults) -> Posters.replace(handle, id, accepted));
    };
  }

  EventChange removePoster(EventId id) {
    return change(id, null, new Faults(), (handle, current, faults) -> Posters.remove(handle, id));
  }

  EventRemoval remove(EventId id) {
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              if (EventRows.lock(handle, id).isEmpty()) {
                return new EventRemoval.NoSuchEvent();
              }
              if (EventRows.find(handle, id).orElseThrow().everPublished()) {
                return new EventRemoval.WasPublished();
              }
              handle.execute("DELETE FROM event WHERE event_id = ?", id.value());
              return new EventRemoval.Removed();
            });
  }

  /**
   * @param version null when the change does not depend on what the caller saw
   */
  private EventChange change(EventId id, @Nullable Long version, Faults faults, Edit edit) {
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              Optional<Long> stored = EventRows.lock(handle, id);
              if (stored.isEmpty()) {
                return new EventChange.NoSuchEvent();
              }
              Event current = EventRows.find(handle, id).orElseThrow();
              if (version != null && version != current.version()) {
                return new EventChange.Conflict(current);
              }
              edit.make(handle, current, faults);
              if (faults.any()) {
                return new EventChange.Refused(faults.list());
              }
              handle.execute(
                  "UPDATE event SET version = version + 1 WHERE event_id = ?", id.value());
              return new EventChange.Changed(EventRows.find(handle, id).orElseThrow());
            });
  }
}
