package org.onsale.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Events for tests: in a month, on sale from yesterday on, in euros, ten places a customer. */
public final class Drafts {
  private Drafts() {}

  /** A draft with nothing to sell yet, in a venue of its own. */
  public static Event of(Catalog catalog, VenueDetails place, String name) {
    var venue = (VenueChange.Saved) catalog.createVenue(place);
    Instant now = Instant.now();
    EventDetails details =
        new EventDetails(
            name,
            "",
            venue.venue().id(),
            now.plus(Duration.ofDays(30)),
            now.minus(Duration.ofDays(1)),
            now.plus(Duration.ofDays(29)),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            10,
            "EUR");
    return ((EventCreation.Created) catalog.create(details)).event();
  }

  /** What is said of an event, with another sale window and currency. */
  public static EventDetails details(
      Event event, Instant opensAt, Instant closesAt, String currency) {
    return new EventDetails(
        event.name(),
        event.description(),
        event.venue().id(),
        event.startsAt(),
        opensAt,
        closesAt,
        event.holdTime(),
        event.paymentTime(),
        event.limitPerCustomer(),
        currency);
  }

  /** A draft with places in a pool. */
  public static Event withPool(Catalog catalog, VenueDetails place, String name, PoolDetails pool) {
    Event draft = of(catalog, place, name);
    var changed =
        (EventChange.Changed) catalog.setPools(draft.id(), draft.version(), List.of(pool));
    return changed.event();
  }

  /** The same in Berlin, with a hundred places at ten euros. */
  public static Event standing(Catalog catalog, String name) {
    return withPool(
        catalog,
        new VenueDetails("Hall", "Street 1", "Berlin", "DE", "Europe/Berlin"),
        name,
        new PoolDetails(null, "Standing", 100, 1000L));
  }
}
