package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventSummary;
import org.onsale.catalog.RefundPolicy;
import org.onsale.catalog.Venue;
import org.onsale.platform.Money;

/** Events as the public contract shows them. */
final class EventJson {
  private EventJson() {}

  /** An event in the list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(
      String id,
      String slug,
      String name,
      VenueItem venue,
      OffsetDateTime startsAt,
      String status,
      @Nullable Money priceFrom,
      @Nullable String poster,
      @Nullable String accent) {

    static Item of(EventSummary event, Instant now) {
      return new Item(
          event.id().toString(),
          event.slug(),
          event.name(),
          new VenueItem(event.venue().name(), event.venue().city(), event.venue().country()),
          event.startsAtVenue().toOffsetDateTime(),
          word(event.phase(now)),
          event.priceFrom(),
          event.posterPath(),
          event.accent());
    }
  }

  record VenueItem(String name, String city, String country) {}

  /** All that a buyer needs to know of an event. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Details(
      String id,
      String slug,
      String name,
      String description,
      VenueDetails venue,
      OffsetDateTime startsAt,
      String status,
      Sale sale,
      Limits limits,
      boolean forbidsOrphans,
      String currency,
      @Nullable Integer planVersion,
      List<Category> categories,
      List<Pool> pools,
      @Nullable List<PriceJson.TicketType> ticketTypes,
      @Nullable List<PriceJson.FeeView> fees,
      PriceJson.@Nullable TaxTerms tax,
      @Nullable Boolean takesPromoCodes,
      String latePayment,
      @Nullable Refunds refunds,
      @Nullable String poster,
      @Nullable String accent) {

    static Details of(Event event, Instant now) {
      Event.Plan plan = event.plan();
      return new Details(
          event.id().toString(),
          event.slug(),
          event.name(),
          event.description(),
          VenueDetails.of(event.venue()),
          event.startsAtVenue().toOffsetDateTime(),
          word(event.phase(now)),
          new Sale(
              event.saleOpensAt().atZone(event.venue().timeZone()).toOffsetDateTime(),
              event.saleClosesAt().atZone(event.venue().timeZone()).toOffsetDateTime()),
          new Limits(
              event.limitPerCustomer(),
              event.holdTime().toSeconds(),
              event.paymentTime().toSeconds()),
          event.forbidsOrphans(),
          event.currency().getCurrencyCode(),
          plan == null ? null : plan.version(),
          event.categories().stream().map(Category::of).toList(),
          event.pools().stream().map(Pool::of).toList(),
          PriceJson.ticketTypes(event),
          PriceJson.fees(event),
          PriceJson.tax(event),
          event.priceList().promoCodes().isEmpty() ? null : true,
          event.policies().latePayment().name().toLowerCase(Locale.ROOT),
          Refunds.of(event),
          event.posterPath(),
          event.accent());
    }
  }

  record VenueDetails(String name, String address, String city, String country, String timeZone) {
    static VenueDetails of(Venue venue) {
      return new VenueDetails(
          venue.name(), venue.address(), venue.city(), venue.country(), venue.timeZone().getId());
    }
  }

  /** When the sale is open, in the venue's time. */
  record Sale(OffsetDateTime opensAt, OffsetDateTime closesAt) {}

  record Limits(int perCustomer, long holdSeconds, long paymentSeconds) {}

  /** Until when buyers may give tickets back by themselves, and what they get for them. */
  record Refunds(OffsetDateTime until, boolean withFees, boolean singleTickets) {
    static @Nullable Refunds of(Event event) {
      RefundPolicy policy = event.policies().refunds();
      return policy == null
          ? null
          : new Refunds(
              policy.deadline(event.startsAt()).atZone(event.venue().timeZone()).toOffsetDateTime(),
              policy.withFees(),
              policy.singleTickets());
    }
  }

  record Category(int id, String name, String color, Money price) {
    static Category of(Event.PriceCategory category) {
      return new Category(category.id(), category.name(), category.color(), category.price());
    }
  }

  record Pool(int id, String name, int capacity, Money price) {
    static Pool of(Event.Pool pool) {
      return new Pool(pool.id(), pool.name(), pool.capacity(), pool.price());
    }
  }

  private static String word(Event.Phase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }
}
