package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventDetails;
import org.onsale.catalog.EventSummary;
import org.onsale.catalog.Organiser;
import org.onsale.catalog.PoolDetails;
import org.onsale.catalog.Venue;
import org.onsale.catalog.VenueDetails;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;

/** What organisers send and get. Times have an offset, prices are minor units. */
final class OrganiserJson {
  private OrganiserJson() {}

  record OrganiserBody(@Nullable String name, @Nullable String country) {}

  record OrganiserAnswer(String id, String name, String country) {
    static OrganiserAnswer of(Organiser organiser) {
      return new OrganiserAnswer(
          Long.toString(organiser.id()), organiser.name(), organiser.country());
    }
  }

  record VenueBody(
      @Nullable String name,
      @Nullable String address,
      @Nullable String city,
      @Nullable String country,
      @Nullable String timeZone) {

    VenueDetails details() {
      return new VenueDetails(
          Fields.text(name),
          Fields.text(address),
          Fields.text(city),
          Fields.text(country),
          Fields.text(timeZone));
    }
  }

  record VenueAnswer(
      String id, String name, String address, String city, String country, String timeZone) {
    static VenueAnswer of(Venue venue) {
      return new VenueAnswer(
          Long.toString(venue.id()),
          venue.name(),
          venue.address(),
          venue.city(),
          venue.country(),
          venue.timeZone().getId());
    }
  }

  /** What an event shall be; what is left out gets its default, or is named as missing. */
  record EventBody(
      @Nullable Long version,
      @Nullable String name,
      @Nullable String description,
      @Nullable String venue,
      @Nullable String startsAt,
      @Nullable String saleOpensAt,
      @Nullable String saleClosesAt,
      @Nullable Long holdSeconds,
      @Nullable Long paymentSeconds,
      @Nullable Integer limitPerCustomer,
      @Nullable String currency,
      @Nullable PointBody focalPoint,
      @Nullable Boolean forbidsOrphans) {

    EventDetails details(Fields fields) {
      return new EventDetails(
          Fields.text(name),
          Fields.text(description),
          fields.id("venue", venue),
          fields.instant("startsAt", startsAt),
          fields.instant("saleOpensAt", saleOpensAt),
          fields.instant("saleClosesAt", saleClosesAt),
          Fields.seconds(holdSeconds, EventDetails.DEFAULT_HOLD_TIME),
          Fields.seconds(paymentSeconds, EventDetails.DEFAULT_PAYMENT_TIME),
          limitPerCustomer == null
              ? Integer.valueOf(EventDetails.DEFAULT_LIMIT_PER_CUSTOMER)
              : limitPerCustomer,
          Fields.text(currency),
          focalPoint == null ? null : new EventDetails.FocalPoint(focalPoint.x(), focalPoint.y()),
          Boolean.TRUE.equals(forbidsOrphans));
    }
  }

  /** A point of the seating plan; left out, the plan's own is meant. */
  record PointBody(@Nullable Double x, @Nullable Double y) {}

  record PlanBody(
      @Nullable Long version,
      @Nullable Long plan,
      @Nullable Integer planVersion,
      @Nullable List<@Nullable PriceBody> prices) {}

  record PricesBody(@Nullable Long version, @Nullable List<@Nullable PriceBody> prices) {}

  record PriceBody(@Nullable Integer category, @Nullable Long price) {}

  /** By category; a category that is missing is told as one that no plan has. */
  static Map<Integer, @Nullable Long> prices(@Nullable List<@Nullable PriceBody> given) {
    Map<Integer, @Nullable Long> prices = new HashMap<>();
    if (given != null) {
      for (PriceBody price : given) {
        if (price == null || price.category() == null) {
          prices.put(0, null);
        } else {
          prices.put(price.category(), price.price());
        }
      }
    }
    return prices;
  }

  /** The same without those that have no price yet. */
  static Map<Integer, Long> pricesNow(@Nullable List<@Nullable PriceBody> given) {
    Map<Integer, Long> prices = new HashMap<>();
    prices(given)
        .forEach(
            (category, price) -> {
              if (price != null) {
                prices.put(category, price);
              }
            });
    return prices;
  }

  record PoolsBody(@Nullable Long version, @Nullable List<@Nullable PoolBody> pools) {
    List<PoolDetails> details() {
      var details = new ArrayList<PoolDetails>();
      if (pools != null) {
        for (PoolBody pool : pools) {
          details.add(
              pool == null
                  ? new PoolDetails(null, "", null, null)
                  : new PoolDetails(
                      pool.id(), Fields.text(pool.name()), pool.capacity(), pool.price()));
        }
      }
      return details;
    }
  }

  record PoolBody(
      @Nullable Integer id,
      @Nullable String name,
      @Nullable Integer capacity,
      @Nullable Long price) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EventItem(
      String id,
      String slug,
      String name,
      String status,
      EventJson.VenueItem venue,
      OffsetDateTime startsAt,
      @Nullable Money priceFrom) {
    static EventItem of(EventSummary event) {
      return new EventItem(
          event.id().toString(),
          event.slug(),
          event.name(),
          word(event.status()),
          new EventJson.VenueItem(
              event.venue().name(), event.venue().city(), event.venue().country()),
          event.startsAtVenue().toOffsetDateTime(),
          event.priceFrom());
    }
  }

  /**
   * An event with all that organisers see.
   *
   * @param categories the price is missing until it is set
   * @param missing what keeps the event from being published
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record EventAnswer(
      String id,
      long version,
      String slug,
      String status,
      String name,
      String description,
      VenueAnswer venue,
      OffsetDateTime startsAt,
      OffsetDateTime saleOpensAt,
      OffsetDateTime saleClosesAt,
      long holdSeconds,
      long paymentSeconds,
      int limitPerCustomer,
      String currency,
      @Nullable PlanAnswer plan,
      Event.@Nullable FocalPoint focalPoint,
      boolean forbidsOrphans,
      List<CategoryAnswer> categories,
      List<PoolAnswer> pools,
      @Nullable String poster,
      @Nullable String accent,
      List<FieldError> missing) {

    static EventAnswer of(Event event, List<FieldError> missing) {
      Event.Plan plan = event.plan();
      return new EventAnswer(
          event.id().toString(),
          event.version(),
          event.slug(),
          word(event.status()),
          event.name(),
          event.description(),
          VenueAnswer.of(event.venue()),
          at(event, event.startsAt()),
          at(event, event.saleOpensAt()),
          at(event, event.saleClosesAt()),
          event.holdTime().toSeconds(),
          event.paymentTime().toSeconds(),
          event.limitPerCustomer(),
          event.currency().getCurrencyCode(),
          plan == null ? null : new PlanAnswer(plan.plan(), plan.version()),
          event.focalPoint(),
          event.forbidsOrphans(),
          categories(event),
          event.pools().stream().map(PoolAnswer::of).toList(),
          event.posterPath(),
          event.accent(),
          missing);
    }

    private static OffsetDateTime at(Event event, Instant instant) {
      ZoneId zone = event.venue().timeZone();
      return instant.atZone(zone).toOffsetDateTime();
    }

    private static List<CategoryAnswer> categories(Event event) {
      var categories = new ArrayList<CategoryAnswer>();
      event
          .categories()
          .forEach(c -> categories.add(new CategoryAnswer(c.id(), c.name(), c.color(), c.price())));
      event
          .unpriced()
          .forEach(c -> categories.add(new CategoryAnswer(c.id(), c.name(), c.color(), null)));
      categories.sort(Comparator.comparingInt(CategoryAnswer::id));
      return categories;
    }
  }

  record PlanAnswer(long plan, int planVersion) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CategoryAnswer(int id, String name, String color, @Nullable Money price) {}

  /** Places without a number, at the price before any change. */
  record PoolAnswer(int id, String name, int capacity, Money price) {
    static PoolAnswer of(Event.Pool pool) {
      return new PoolAnswer(pool.id(), pool.name(), pool.capacity(), pool.price());
    }
  }

  private static String word(Event.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
