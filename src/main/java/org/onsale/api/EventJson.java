package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventSummary;
import org.onsale.catalog.PoliciesDetails;
import org.onsale.catalog.Postponement;
import org.onsale.catalog.Presales;
import org.onsale.catalog.PriceChanges;
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
      @Nullable List<Presale> presales,
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
      PoliciesDetails.@Nullable BoxOffice boxOffice,
      @Nullable Postponed postponed,
      @Nullable Boolean pricesChange,
      String names,
      @Nullable List<QuestionJson.Question> questions,
      @Nullable String poster,
      @Nullable String accent) {

    static Details of(Event stored, Instant now) {
      Event event = stored.asOf(now);
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
          Presale.of(event),
          new Limits(
              event.limitPerCustomer(now),
              event.holdTime().toSeconds(),
              event.paymentTime().toSeconds()),
          event.forbidsOrphans(),
          event.currency().getCurrencyCode(),
          plan == null ? null : plan.version(),
          event.categories().stream().map(each -> Category.of(event, each, now)).toList(),
          event.pools().stream().map(each -> Pool.of(event, each, now)).toList(),
          PriceJson.ticketTypes(event, now),
          PriceJson.fees(event),
          PriceJson.tax(event),
          event.priceList().promoCodes().isEmpty() ? null : true,
          event.policies().latePayment().name().toLowerCase(Locale.ROOT),
          Refunds.of(event),
          PoliciesDetails.of(event.policies()).boxOffice(),
          Postponed.of(event),
          event.priceChanges().changes().isEmpty() ? null : true,
          QuestionJson.names(event),
          QuestionJson.questions(event),
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

  /**
   * A presale: who may buy in it, and what.
   *
   * @param categories and pools: what is sold in it; everything when both are missing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Presale(
      String name,
      OffsetDateTime from,
      OffsetDateTime until,
      boolean needsCode,
      @Nullable Integer limitPerCustomer,
      @Nullable List<Integer> categories,
      @Nullable List<Integer> pools) {
    static @Nullable List<Presale> of(Event event) {
      List<Presales.Presale> phases = event.presales().phases();
      return phases.isEmpty() ? null : phases.stream().map(each -> of(event, each)).toList();
    }

    private static Presale of(Event event, Presales.Presale phase) {
      return new Presale(
          phase.name(),
          phase.from().atZone(event.venue().timeZone()).toOffsetDateTime(),
          phase.until().atZone(event.venue().timeZone()).toOffsetDateTime(),
          phase.needsCode(),
          phase.limitPerCustomer(),
          phase.sellsAll() ? null : phase.categories(),
          phase.sellsAll() ? null : phase.pools());
    }
  }

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

  /**
   * That the event was put off.
   *
   * @param was when it was to start before
   * @param dateOpen whether the new start is still to be announced; startsAt is then the old one
   */
  record Postponed(OffsetDateTime was, boolean dateOpen) {
    static @Nullable Postponed of(Event event) {
      Postponement postponement = event.postponement();
      return postponement == null
          ? null
          : new Postponed(
              postponement.was().atZone(event.venue().timeZone()).toOffsetDateTime(),
              postponement.dateOpen());
    }
  }

  record Limits(int perCustomer, long holdSeconds, long paymentSeconds) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Category(
      int id, String name, String color, Money price, PriceJson.@Nullable NextPrice nextPrice) {
    static Category of(Event event, Event.PriceCategory category, Instant now) {
      return new Category(
          category.id(),
          category.name(),
          category.color(),
          category.price(),
          PriceJson.NextPrice.of(event, PriceChanges.STANDARD, category.id(), null, now));
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Pool(
      int id, String name, int capacity, Money price, PriceJson.@Nullable NextPrice nextPrice) {
    static Pool of(Event event, Event.Pool pool, Instant now) {
      return new Pool(
          pool.id(),
          pool.name(),
          pool.capacity(),
          pool.price(),
          PriceJson.NextPrice.of(event, PriceChanges.STANDARD, null, pool.id(), now));
    }
  }

  private static String word(Event.Phase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }
}
