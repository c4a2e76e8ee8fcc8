package org.onsale.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.EventNames;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.FieldError;
import org.onsale.platform.InProcessState;
import org.onsale.platform.Page;
import org.onsale.platform.SharedState;

/**
 * The catalogue: what is sold, where, when and for how much. Its readers are many and its writers
 * few, so one event and the public list are read from memory, at most {@link #STALE} old; a write
 * on this node shows at once, and on the others as soon as they hear of it. Every change of an
 * event names the version it was made from and either happens whole or not at all.
 */
@Singleton
public final class Catalog implements EventNames {

  /** How old an answer from memory may be. */
  public static final Duration STALE = Duration.ofSeconds(1);

  /** How old an event may be when a node takes it from another. */
  private static final Duration SHARED = STALE.dividedBy(4);

  /** The most items one page of a list gives. */
  public static final int MAX_PAGE = 100;

  /** For how long after its start an event stays in the public list. */
  private static final Duration LINGERS = Duration.ofHours(6);

  private static final long ORGANISER = 1;
  private static final Executor REFRESHER =
      task -> Thread.ofVirtual().name("catalog-refresh").start(task);

  private record PublicPage(Search search, @Nullable String cursor, int limit) {}

  private final Database database;
  private final Clock clock;
  private final EventEdits edits;
  private final SharedEvents shared;
  private final PosterCopies copies;

  // An event that is read all the time is read anew in the background at half its age: readers
  // never wait for the database. Its life here follows on the one that it had among the nodes.
  private final LoadingCache<EventId, Optional<Event>> events =
      Caffeine.newBuilder()
          .maximumSize(10_000)
          .refreshAfterWrite(STALE.minus(SHARED).dividedBy(2))
          .expireAfterWrite(STALE.minus(SHARED))
          .executor(REFRESHER)
          .build(this::read);
  private final LoadingCache<String, Optional<EventId>> slugs =
      Caffeine.newBuilder()
          .maximumSize(10_000)
          .refreshAfterWrite(STALE.dividedBy(2))
          .expireAfterWrite(STALE)
          .executor(REFRESHER)
          .build(this::readSlug);
  private final Cache<PublicPage, Page<EventSummary>> publicPages =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(STALE).build();
  private final Cache<Long, Organiser> organisers =
      Caffeine.newBuilder().maximumSize(1).expireAfterWrite(STALE).build();
  private final Towns towns;

  /** The catalogue of a node alone. */
  public Catalog(Database database, Clock clock) {
    this(database, clock, new InProcessState(Clock.systemUTC()));
  }

  @Inject
  public Catalog(Database database, Clock clock, SharedState state) {
    this.database = database;
    this.clock = clock;
    this.edits = new EventEdits(database, clock);
    this.shared = new SharedEvents(state, SHARED);
    this.copies = new PosterCopies(database);
    this.towns = new Towns(database, clock, LINGERS, STALE);
    shared.onChange(this::forget);
  }

  // Reading

  /** From memory. */
  public Optional<Event> event(EventId id) {
    return events.get(id);
  }

  /** As the database has it now: for what tells of a change, and is told once. */
  public Optional<Event> eventNow(EventId id) {
    return database
        .jdbi()
        .inTransaction(
            TransactionIsolationLevel.REPEATABLE_READ, handle -> EventRows.find(handle, id));
  }

  /**
   * From memory.
   *
   * @param reference an id or a slug, as it stands in an address
   */
  public Optional<Event> eventByIdOrSlug(String reference) {
    if (reference.isEmpty() || reference.length() > 80) {
      return Optional.empty();
    }
    if (isId(reference)) {
      long id = Long.parseLong(reference);
      return id == 0 ? Optional.empty() : event(new EventId(id));
    }
    return slugs.get(reference).flatMap(this::event);
  }

  /**
   * The same without waiting, for event loops; null when only the database knows.
   *
   * @param reference an id or a slug, as it stands in an address
   */
  @SuppressWarnings("OptionalAssignedToNull") // Caffeine's "not in memory"
  public @Nullable Optional<Event> eventInMemory(String reference) {
    if (reference.isEmpty() || reference.length() > 80) {
      return Optional.empty();
    }
    if (isId(reference)) {
      long id = Long.parseLong(reference);
      return id == 0 ? Optional.empty() : events.getIfPresent(new EventId(id));
    }
    Optional<EventId> id = slugs.getIfPresent(reference);
    if (id == null) {
      return null;
    }
    return id.isEmpty() ? Optional.empty() : events.getIfPresent(id.get());
  }

  @Override
  public Optional<EventId> resolve(String idOrSlug) {
    return eventByIdOrSlug(idOrSlug).map(Event::id);
  }

  private static boolean isId(String reference) {
    if (reference.length() > 18) {
      return false;
    }
    for (int i = 0; i < reference.length(); i++) {
      if (reference.charAt(i) < '0' || reference.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private Optional<Event> read(EventId id) {
    Optional<Event> known = shared.find(id);
    if (known.isPresent()) {
      return known;
    }
    Optional<Event> found = eventNow(id);
    found.ifPresent(shared::keep);
    return found;
  }

  private Optional<EventId> readSlug(String slug) {
    return slug.indexOf('\0') >= 0
        ? Optional.empty()
        : database.jdbi().withHandle(handle -> EventRows.idOf(handle, slug));
  }

  /**
   * What the public may see and has not long begun, by start; what fits the words of the search
   * better comes first. From memory.
   *
   * @param cursor of the page before; null for the first page
   * @throws IllegalArgumentException when the cursor is none of ours: ask {@link #isCursor} first
   */
  public Page<EventSummary> published(Search search, @Nullable String cursor, int limit) {
    return publicPages.get(new PublicPage(search, cursor, limit), this::readPublished);
  }

  private Page<EventSummary> readPublished(PublicPage page) {
    Instant now = clock.instant();
    Instant since = now.minus(LINGERS);
    int limit = limit(page.limit);
    Cursor after = cursor(page.cursor);
    List<EventRows.Found> found =
        database
            .jdbi()
            .inTransaction(
                handle -> EventRows.published(handle, page.search, since, now, after, limit));
    return Page.of(found, limit, each -> cursorOf(each.event(), each.rank()))
        .map(EventRows.Found::event);
  }

  /** The cities of the published events to come, by name; the first ones of many. From memory. */
  public List<String> cities() {
    return towns.cities();
  }

  /** Whose clocks most of the events of a city go by; of all events where it has none. */
  public ZoneId zone(String city) {
    return towns.zone(city);
  }

  /**
   * Every event, drafts too, the latest start first.
   *
   * @param query part of the name, the venue or the city; empty for all
   * @param cursor as for {@link #published}
   */
  public Page<EventSummary> events(String query, @Nullable String cursor, int limit) {
    int size = limit(limit);
    Cursor after = cursor(cursor);
    return Page.of(
        database
            .jdbi()
            .withHandle(handle -> EventRows.all(handle, query, clock.instant(), after, size)),
        size,
        event -> cursorOf(event, 0));
  }

  /** Whether the text continues a list of events; null does: it begins one. */
  public static boolean isCursor(@Nullable String text) {
    return text == null || Cursor.parse(text).isPresent();
  }

  private static @Nullable Cursor cursor(@Nullable String text) {
    return text == null
        ? null
        : Cursor.parse(text)
            .orElseThrow(() -> new IllegalArgumentException("not a cursor of the catalogue"));
  }

  private static String cursorOf(EventSummary event, int rank) {
    return new Cursor(event.startsAt(), event.id().value(), rank).toString();
  }

  private static int limit(int wanted) {
    return Math.clamp(wanted, 1, MAX_PAGE);
  }

  /** The bytes of a poster, when it is still the event's. */
  public Optional<PosterImage> poster(EventId event, String hash) {
    return database.jdbi().withHandle(handle -> Posters.find(handle, event, hash));
  }

  /**
   * A poster in one of its {@link Event.Poster#widths}, when it is still the event's: made when it
   * is asked for first, and kept.
   */
  public Optional<PosterImage> posterCopy(EventId event, String hash, int width) {
    return event(event)
        .map(Event::poster)
        .filter(poster -> poster.hash().equals(hash) && poster.widths().contains(width))
        .flatMap(poster -> copies.find(event, poster, width));
  }

  /** What the catalogue misses before the event can be published; empty when nothing. */
  public List<FieldError> missing(Event event) {
    return PlaceEdits.missing(event);
  }

  // Events, changed

  /** The event begins as a draft; its slug is made from its name and stays. */
  public EventCreation create(EventDetails details) {
    EventCreation creation = edits.create(ORGANISER, details);
    // Its address may have been looked for before it was there.
    slugs.invalidateAll();
    return creation;
  }

  /**
   * @param version of the event that the change was made from
   */
  public EventChange update(EventId id, long version, EventDetails details) {
    return forget(edits.update(id, version, details));
  }

  /**
   * Gives the event a seating plan, or a newer version of the plan it has. Categories that were
   * there keep their prices; an event that was ever published takes newer versions of its plan only
   * and needs a price for each new category.
   *
   * @param categories those of the plan's version, every one
   * @param prices in minor units by category, for those that get one now
   */
  public EventChange attachPlan(
      EventId id,
      long version,
      Event.Plan plan,
      List<PlanCategory> categories,
      Map<Integer, Long> prices) {
    return forget(edits.attachPlan(id, version, plan, categories, prices));
  }

  /** Takes the seating plan and its prices away from an event that was never published. */
  public EventChange detachPlan(EventId id, long version) {
    return forget(edits.detachPlan(id, version));
  }

  /**
   * @param prices in minor units by category; a null could not be read and is refused. Categories
   *     that are not named keep their prices
   */
  public EventChange setPrices(EventId id, long version, Map<Integer, @Nullable Long> prices) {
    return forget(edits.setPrices(id, version, prices));
  }

  /** Makes this the event's price list, whole. Orders that exist keep what they cost. */
  public EventChange setPriceList(EventId id, long version, PriceListDetails details) {
    return forget(edits.setPriceList(id, version, details));
  }

  /** Makes these the event's policies, whole. What was promised before they changed is not kept. */
  public EventChange setPolicies(EventId id, long version, PoliciesDetails details) {
    return forget(edits.setPolicies(id, version, details));
  }

  /**
   * Puts the event off. Who has tickets is told, and may choose until a deadline to have the money
   * back; see {@code orders.Postponements}.
   */
  public EventChange postpone(EventId id, long version, PostponementDetails details) {
    return forget(edits.postpone(id, version, details));
  }

  /**
   * Makes these the changes of the event's prices on a date, all of them. A hold keeps the prices
   * of the time at which it was taken.
   */
  public EventChange setPriceChanges(
      EventId id, long version, List<@Nullable PriceChangeDetails> changes) {
    return forget(edits.setPriceChanges(id, version, changes));
  }

  /** Call {@link PresaleCodes#set}, which knows how codes are kept. */
  EventChange setPresales(
      EventId id,
      long version,
      List<@Nullable PresaleDetails> presales,
      Function<String, Presales.Code> keep) {
    return forget(edits.setPresales(id, version, presales, keep));
  }

  /** Makes this what the event's buyers are asked. Orders that exist keep their answers. */
  public EventChange setQuestionnaire(EventId id, long version, QuestionnaireDetails details) {
    return forget(edits.setQuestionnaire(id, version, details));
  }

  /**
   * Makes these the event's pools: those with an id are changed, those without are new, those not
   * named are removed. Once the event was published none can be removed; a capacity of 0 closes it.
   */
  public EventChange setPools(EventId id, long version, List<PoolDetails> pools) {
    return forget(edits.setPools(id, version, pools));
  }

  /** Shows or hides the event. Call {@code orders.Publishing} instead: it readies the sale too. */
  public EventChange setStatus(EventId id, long version, Event.Status status) {
    return forget(edits.setStatus(id, version, status));
  }

  /** The event's accent colour becomes the poster's. */
  public EventChange setPoster(EventId id, byte[] image) {
    return forget(edits.setPoster(id, image));
  }

  public EventChange removePoster(EventId id) {
    return forget(edits.removePoster(id));
  }

  public EventRemoval remove(EventId id) {
    EventRemoval removal = edits.remove(id);
    if (removal instanceof EventRemoval.Removed) {
      shared.removed(id);
    }
    forget(Optional.of(id));
    slugs.invalidateAll();
    return removal;
  }

  private EventChange forget(EventChange change) {
    if (change instanceof EventChange.Changed(Event event)) {
      shared.changed(event);
      forget(Optional.of(event.id()));
    }
    return change;
  }

  /**
   * @param changed the event; empty for all of them
   */
  private void forget(Optional<EventId> changed) {
    changed.ifPresentOrElse(events::invalidate, events::invalidateAll);
    publicPages.invalidateAll();
    towns.forget();
  }

  // Organiser and venues

  public Organiser organiser() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT id, name, country FROM organiser WHERE id = :id")
                    .bind("id", ORGANISER)
                    .mapTo(Organiser.class)
                    .one());
  }

  /** The organiser as pages for everybody name it, from memory. */
  public Organiser knownOrganiser() {
    return organisers.get(ORGANISER, id -> organiser());
  }

  /** Empty when the change was made, else every fault. */
  public List<FieldError> updateOrganiser(String name, String country) {
    List<FieldError> faults = Faults.of(name, country);
    if (faults.isEmpty()) {
      database
          .jdbi()
          .useHandle(
              handle ->
                  handle
                      .createUpdate(
                          "UPDATE organiser SET name = :name, country = :country WHERE id = :id")
                      .bind("id", ORGANISER)
                      .bind("name", name.strip())
                      .bind("country", country)
                      .execute());
      organisers.invalidateAll();
    }
    return faults;
  }

  /** The taxes that new events begin with, by country. */
  public List<TaxDefault> taxDefaults() {
    return database.jdbi().withHandle(handle -> TaxDefaults.list(handle, ORGANISER));
  }

  /**
   * Makes these the taxes that new events begin with, one per country; events that exist keep
   * theirs. Empty when the change was made, else every fault.
   */
  public List<FieldError> setTaxDefaults(List<TaxDefault> taxes) {
    List<FieldError> faults = TaxDefaults.faults(taxes);
    if (faults.isEmpty()) {
      database.jdbi().useTransaction(handle -> TaxDefaults.replace(handle, ORGANISER, taxes));
    }
    return faults;
  }

  public Optional<Venue> venue(long id) {
    return database.jdbi().withHandle(handle -> VenueRows.find(handle, id));
  }

  /**
   * All venues by name.
   *
   * @param cursor the {@code next} of the page before; null for the first page
   */
  public Page<Venue> venues(@Nullable String cursor, int limit) {
    int size = limit(limit);
    long after = venueCursor(cursor);
    return Page.of(
        database.jdbi().withHandle(handle -> VenueRows.list(handle, after, size)),
        size,
        venue -> Long.toString(venue.id()));
  }

  /** A cursor that is none of ours begins the list. */
  private static long venueCursor(@Nullable String cursor) {
    return cursor != null && isId(cursor) && !cursor.isEmpty() ? Long.parseLong(cursor) : 0;
  }

  public VenueChange createVenue(VenueDetails details) {
    List<FieldError> faults = Faults.of(details);
    return faults.isEmpty()
        ? new VenueChange.Saved(
            database.jdbi().inTransaction(handle -> VenueRows.insert(handle, ORGANISER, details)))
        : new VenueChange.Refused(faults);
  }

  /** A new time zone leaves the instants of the venue's events as they are. */
  public VenueChange updateVenue(long id, VenueDetails details) {
    List<FieldError> faults = Faults.of(details);
    if (!faults.isEmpty()) {
      return new VenueChange.Refused(faults);
    }
    Optional<Venue> venue =
        database.jdbi().inTransaction(handle -> VenueRows.update(handle, id, details));
    shared.allChanged();
    forget(Optional.empty());
    return venue.<VenueChange>map(VenueChange.Saved::new).orElseGet(VenueChange.NoSuchVenue::new);
  }

  public VenueRemoval removeVenue(long id) {
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              if (!VenueRows.lock(handle, id)) {
                return new VenueRemoval.NoSuchVenue();
              }
              int inUse = VenueRows.events(handle, id);
              if (inUse > 0) {
                return new VenueRemoval.InUse(inUse);
              }
              VenueRows.delete(handle, id);
              return new VenueRemoval.Removed();
            });
  }
}
