package org.onsale.api;

import com.google.errorprone.annotations.CompileTimeConstant;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.inventory.PoolQuantity;
import org.onsale.inventory.Story;
import org.onsale.orders.Order;
import org.onsale.orders.Stories;
import org.onsale.orders.Stories.Question;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;

/** What happened to a seat, a hold, an order or a buyer, from the log. */
@Path("/api/v1/organiser/events/{event}/story")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: sales")
public final class OrganiserStory {
  private static final String SUBJECT = "Name one of seat, hold, order and buyer.";

  private final Stories stories;
  private final EventPath events;

  @Inject
  OrganiserStory(Stories stories, EventPath events) {
    this.stories = stories;
    this.events = events;
  }

  /** Whose order it is. */
  public record Buyer(String name, String email) {}

  /** Places of a pool. */
  public record PoolPlaces(int id, int quantity) {}

  /**
   * A change.
   *
   * @param seats the first hundred indexes of {@code seatTotal}
   * @param places the same seats and pools by their names
   */
  public record Item(
      String version,
      Instant at,
      String kind,
      @Nullable UUID holdId,
      @Nullable UUID replaces,
      @Nullable String order,
      @Nullable String customer,
      @Nullable Buyer buyer,
      List<Integer> seats,
      int seatTotal,
      List<PoolPlaces> pools,
      List<String> places,
      @Nullable Instant expiresAt,
      @Nullable String label) {
    static Item of(Stories.Line line) {
      Story.Entry entry = line.entry();
      Order.Buyer buyer = line.buyer();
      return new Item(
          Long.toString(entry.version()),
          entry.at(),
          entry.kind().column(),
          entry.hold(),
          entry.replaces(),
          entry.order(),
          entry.customer(),
          buyer == null ? null : new Buyer(buyer.name(), buyer.email()),
          entry.seats(),
          entry.seatTotal(),
          entry.pools().stream().map(OrganiserStory::places).toList(),
          line.places().stream().map(PageLanguage::say).toList(),
          entry.expiresAt(),
          entry.label());
    }
  }

  /**
   * What the seat was at the moment asked for.
   *
   * @param status free, held, claimed (ordered and not paid yet), sold or blocked
   * @param since the change that made it so; null when nothing had happened to it yet
   */
  public record Then(Instant at, String status, @Nullable Item since) {}

  /** A part of the story; {@code then} when a seat and a moment were asked for. */
  public record Answer(List<Item> items, @Nullable String next, @Nullable Then then) {}

  @GET
  @Operation(
      summary = "The story of a seat, a hold, an order or a buyer, the oldest change first",
      description =
          "Name one of seat, hold, order and buyer. Each page reads a stretch of the event's log, "
              + "so a page may be short or empty and still have a next one. Requests that lost are "
              + "not in the log: ask with at who had the seat then.")
  @APIResponse(responseCode = "200", description = "A part of the story")
  @APIResponse(responseCode = "422", description = "What is asked for is not of this event")
  public Answer story(
      @PathParam("event") String reference,
      @Parameter(description = "A seat's index or name, such as Parkett, Reihe 3, Platz 12")
          @QueryParam("seat")
          @Nullable String seat,
      @Parameter(description = "A hold's id") @QueryParam("hold") @Nullable String hold,
      @Parameter(description = "An order's code") @QueryParam("order") @Nullable String order,
      @Parameter(description = "A buyer's e-mail address") @QueryParam("buyer")
          @Nullable String buyer,
      @Parameter(description = "Leaves out what came later, and tells who had the seat then")
          @QueryParam("at")
          @Nullable String at,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    Event event = events.any(reference);
    Question question = question(event, seat, hold, order, buyer);
    var fields = new Fields();
    Instant moment = fields.instant("at", at);
    if (at != null && moment == null) {
      throw fields.problem(List.of());
    }
    Story.Cursor from = cursor == null ? null : cursor(cursor);
    Stories.Told told = stories.tell(event, question, moment, from, Bodies.limit(limit));
    return new Answer(
        told.lines().stream().map(Item::of).toList(),
        told.next() == null ? null : told.next().toString(),
        moment != null && question instanceof Question.OfSeat(int index)
            ? then(stories.then(event, index, moment))
            : null);
  }

  private Question question(
      Event event,
      @Nullable String seat,
      @Nullable String hold,
      @Nullable String order,
      @Nullable String buyer) {
    var questions = new ArrayList<Question>();
    if (seat != null) {
      int index =
          stories.seat(event, seat).orElseThrow(() -> wrong("seat", "The event has no such seat."));
      questions.add(new Question.OfSeat(index));
    }
    if (hold != null) {
      questions.add(
          stories
              .hold(hold)
              .map(Question.OfHold::new)
              .orElseThrow(() -> wrong("hold", "This is no id of a hold.")));
    }
    if (order != null) {
      questions.add(
          stories
              .order(event, order)
              .map(Question.OfOrder::new)
              .orElseThrow(() -> wrong("order", "This is no order of the event.")));
    }
    if (buyer != null) {
      questions.add(
          stories
              .email(buyer)
              .map(Question.OfBuyer::new)
              .orElseThrow(() -> wrong("buyer", "This is no e-mail address.")));
    }
    if (questions.size() != 1) {
      throw wrong("seat", SUBJECT);
    }
    return questions.getFirst();
  }

  private static Story.Cursor cursor(String given) {
    return Story.Cursor.parse(given)
        .orElseThrow(() -> wrong("cursor", "Send the next of the page before, as it is."));
  }

  private static RuntimeException wrong(String field, @CompileTimeConstant String message) {
    return Problem.invalid(field, message).asException();
  }

  private static PoolPlaces places(PoolQuantity pool) {
    return new PoolPlaces(pool.pool(), pool.quantity());
  }

  private static Then then(Stories.Then then) {
    Stories.Line since = then.since();
    return new Then(
        then.moment().at(),
        then.moment().state().name().toLowerCase(Locale.ROOT),
        since == null ? null : Item.of(since));
  }
}
