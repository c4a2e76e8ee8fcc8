package org.onsale.storefront;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.onsale.catalog.Event;
import org.onsale.catalog.Postponement;
import org.onsale.catalog.Venue;
import org.onsale.platform.Money;

/**
 * An event for search engines: JSON-LD in the words of <a
 * href="https://schema.org/Event">schema.org</a>.
 */
final class StructuredEvent {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMA = "https://schema.org/";

  private StructuredEvent() {}

  /**
   * Safe to be written into a script element.
   *
   * @param page its address
   * @param images their addresses
   */
  static String of(
      Event stored,
      Remaining.Left left,
      Instant now,
      String page,
      List<String> images,
      EventFacts.House house) {
    Event event = stored.asOf(now);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("@context", "https://schema.org");
    json.put("@type", "Event");
    json.put("name", event.name());
    if (!event.description().isBlank()) {
      json.put("description", event.description().strip());
    }
    json.put("url", page);
    json.put("startDate", event.startsAtVenue().toOffsetDateTime().toString());
    json.put("eventStatus", SCHEMA + status(event));
    if (event.postponement() instanceof Postponement postponement && !postponement.dateOpen()) {
      json.put(
          "previousStartDate",
          postponement.was().atZone(event.venue().timeZone()).toOffsetDateTime().toString());
    }
    json.put("eventAttendanceMode", SCHEMA + "OfflineEventAttendanceMode");
    json.set("location", place(event.venue()));
    json.putObject("organizer")
        .put("@type", "Organization")
        .put("name", house.name())
        .put("url", house.page().resolve("/").toString());
    images.forEach(json.putArray("image")::add);
    if (event.status() != Event.Status.CANCELLED) {
      json.set("offers", offers(event, SCHEMA + availability(event, left, now), page));
    }
    return text(json);
  }

  private static String status(Event event) {
    if (event.status() == Event.Status.CANCELLED) {
      return "EventCancelled";
    }
    if (event.postponement() == null) {
      return "EventScheduled";
    }
    return event.hasOpenDate() ? "EventPostponed" : "EventRescheduled";
  }

  private static ObjectNode place(Venue venue) {
    ObjectNode place = JsonNodeFactory.instance.objectNode();
    place.put("@type", "Place");
    place.put("name", venue.name());
    ObjectNode address = place.putObject("address");
    address.put("@type", "PostalAddress");
    if (!venue.address().isBlank()) {
      address.put("streetAddress", venue.address().strip());
    }
    address.put("addressLocality", venue.city());
    address.put("addressCountry", venue.country());
    return place;
  }

  private static ArrayNode offers(Event event, String availability, String page) {
    ArrayNode offers = JsonNodeFactory.instance.arrayNode();
    for (Event.PriceCategory category : event.categories()) {
      offer(offers, event, category.name(), category.price(), availability, page);
    }
    for (Event.Pool pool : event.pools()) {
      if (pool.capacity() > 0) {
        offer(offers, event, pool.name(), pool.price(), availability, page);
      }
    }
    return offers;
  }

  private static void offer(
      ArrayNode offers, Event event, String name, Money price, String availability, String page) {
    ObjectNode offer = offers.addObject();
    offer.put("@type", "Offer");
    offer.put("name", name);
    offer.put("price", decimal(price));
    offer.put("priceCurrency", price.currency().getCurrencyCode());
    offer.put("availability", availability);
    offer.put(
        "validFrom",
        event.saleOpensAt().atZone(event.venue().timeZone()).toOffsetDateTime().toString());
    offer.put("url", page);
  }

  private static String decimal(Money money) {
    int digits = Math.max(0, money.currency().getDefaultFractionDigits());
    return BigDecimal.valueOf(money.amount(), digits).toPlainString();
  }

  private static String availability(Event event, Remaining.Left left, Instant now) {
    if (left == Remaining.Left.NONE) {
      return "SoldOut";
    }
    return switch (event.phase(now)) {
      case UPCOMING -> "PreOrder";
      case PRESALE -> "PreSale";
      case ON_SALE -> left == Remaining.Left.FEW ? "LimitedAvailability" : "InStock";
      case ENDED -> "OutOfStock";
    };
  }

  private static String text(ObjectNode json) {
    try {
      return JSON.writeValueAsString(json).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
