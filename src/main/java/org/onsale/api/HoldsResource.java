package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.allocations.Openings;
import org.onsale.catalog.Event;
import org.onsale.catalog.Presales;
import org.onsale.inventory.Arrangement;
import org.onsale.inventory.Command;
import org.onsale.inventory.Hold;
import org.onsale.inventory.HoldOutcome;
import org.onsale.inventory.PoolQuantity;
import org.onsale.inventory.ReleaseOutcome;
import org.onsale.orders.HoldAnswer;
import org.onsale.orders.HoldRequest;
import org.onsale.orders.Holds;
import org.onsale.orders.Sale;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.OffLoop;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Phrase;
import org.onsale.platform.Problem;

/** Takes and gives back buyers' holds. */
@Path("/api/v1/events/{event}/holds/{holdId}")
@Tag(name = "Buying")
@Produces(MediaType.APPLICATION_JSON)
public class HoldsResource {

  /** More than any limit per customer; a longer list is refused before it is looked at. */
  private static final int MAX_PLACES = 100;

  private final EventPath events;
  private final Holds holds;
  private final Openings openings;

  @Inject
  HoldsResource(EventPath events, Holds holds, Openings openings) {
    this.events = events;
    this.holds = holds;
    this.openings = openings;
  }

  /** What a buyer wants: any mix of seats, best available seats and places. */
  public record HoldBody(
      @Nullable List<@Nullable Integer> seats,
      @Nullable BestBody bestAvailable,
      @Nullable List<@Nullable PoolBody> pools,
      @Nullable String replaces,
      @Schema(
              description =
                  "Lets in to a presale that needs a code, while one is on. Else it opens an"
                      + " allocation: its seats can be held too, its places go first, and"
                      + " bestAvailable chooses among its seats only.")
          @Nullable String accessCode) {}

  /** Seats to be chosen by the house; without a category, in any. */
  public record BestBody(@Nullable Integer category, @Nullable Integer quantity) {}

  /** Places in a pool. */
  public record PoolBody(@Nullable Integer id, @Nullable Integer quantity) {}

  /**
   * A granted hold.
   *
   * @param together whether seats that the house has chosen are side by side
   * @param reason why they are not, as a sentence in the reader's language; missing when they are
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HoldView(
      String holdId,
      List<Integer> seats,
      List<PoolView> pools,
      Instant expiresAt,
      Money total,
      long version,
      @Nullable Boolean together,
      @Nullable String reason) {}

  /** Places held in a pool. */
  public record PoolView(int id, int quantity) {}

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @NonBlocking
  @Operation(
      summary = "Hold seats and places for a few minutes",
      description =
          "All or nothing. The client makes the id, a random UUID: the same request again gets the"
              + " same hold.")
  @APIResponse(responseCode = "201", description = "Held")
  @APIResponse(responseCode = "200", description = "Held before by the same request")
  @APIResponse(
      responseCode = "409",
      description = "Seats lost, a single one left, another body under the id, or not on sale")
  @APIResponse(responseCode = "403", description = "A presale is on that needs a code")
  @APIResponse(responseCode = "410", description = "The id was released or has expired")
  @APIResponse(responseCode = "422", description = "Fields at fault, or over the limit")
  @APIResponse(responseCode = "429", description = "Too many access codes that open nothing")
  public CompletionStage<Response> hold(
      @PathParam("event") String reference,
      @PathParam("holdId") String holdId,
      @Context HttpServerRequest client,
      @Nullable HoldBody body) {
    var asker = new Asker(client.remoteAddress().hostAddress(), reader(body));
    return events.withPublished(reference, event -> hold(event, holdId, asker, body));
  }

  /** Only a choice of the house's is answered with a sentence: others need not be asked. */
  private static Locale reader(@Nullable HoldBody body) {
    return body == null || body.bestAvailable() == null ? Locale.UK : PageLanguage.reader();
  }

  /**
   * @param address for the tries of codes
   */
  private record Asker(String address, Locale reader) {}

  private CompletionStage<Response> hold(
      Event event, String holdId, Asker asker, @Nullable HoldBody body) {
    List<FieldError> errors = new ArrayList<>();
    UUID id = uuid("holdId", holdId, errors);
    HoldBody given = Bodies.present(body);
    HoldRequest request = request(given, id, errors);
    if (!errors.isEmpty() || id == null) {
      throw Problem.invalid(errors).asException();
    }
    String accessCode = given.accessCode();
    if (accessCode == null || !openings.openNow(event)) {
      return hold(event, id, request, asker.reader());
    }
    Presales.Presale presale = openings.presale(event, accessCode, asker.address());
    if (presale != null) {
      return hold(event, id, request.in(presale), asker.reader());
    }
    return OffLoop.call(() -> openings.allocation(event, accessCode, asker.address()))
        .thenCompose(allocation -> hold(event, id, request.from(allocation), asker.reader()));
  }

  private CompletionStage<Response> hold(Event event, UUID id, HoldRequest request, Locale reader) {
    return Answers.orBusy(holds.take(event, id, request))
        .thenApply(answer -> answer(answer, reader));
  }

  private static HoldRequest request(HoldBody body, @Nullable UUID id, List<FieldError> errors) {
    List<Integer> seats = seats(body.seats(), errors);
    HoldRequest.@Nullable BestAvailable best = best(body.bestAvailable(), errors);
    List<PoolQuantity> pools = pools(body.pools(), errors);
    UUID replaces = body.replaces() == null ? null : uuid("replaces", body.replaces(), errors);
    if (replaces != null && replaces.equals(id)) {
      errors.add(new FieldError("replaces", "A hold cannot replace itself."));
    }
    if (errors.isEmpty() && seats.isEmpty() && best == null && pools.isEmpty()) {
      errors.add(new FieldError("seats", "Choose at least one seat or place."));
    }
    return new HoldRequest(seats, best, pools, replaces);
  }

  static List<Integer> seats(@Nullable List<@Nullable Integer> seats, List<FieldError> errors) {
    if (seats == null) {
      return List.of();
    }
    if (seats.size() > MAX_PLACES) {
      errors.add(new FieldError("seats", "No more than {1} seats at once.", MAX_PLACES));
      return List.of();
    }
    List<Integer> valid = new ArrayList<>(seats.size());
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < seats.size(); i++) {
      Integer seat = seats.get(i);
      if (seat == null || seat < 0) {
        errors.add(new FieldError("seats[" + i + "]", "A seat index is a number from 0."));
      } else if (!seen.add(seat)) {
        errors.add(new FieldError("seats[" + i + "]", "Seat {1} is named twice.", seat));
      } else {
        valid.add(seat);
      }
    }
    return valid;
  }

  private static HoldRequest.@Nullable BestAvailable best(
      @Nullable BestBody best, List<FieldError> errors) {
    if (best == null) {
      return null;
    }
    Integer quantity = best.quantity();
    if (quantity == null || quantity < 1 || quantity > Command.Best.MOST) {
      errors.add(
          new FieldError("bestAvailable.quantity", "Between 1 and {1} seats.", Command.Best.MOST));
      return null;
    }
    return new HoldRequest.BestAvailable(best.category(), quantity);
  }

  static List<PoolQuantity> pools(
      @Nullable List<@Nullable PoolBody> pools, List<FieldError> errors) {
    if (pools == null) {
      return List.of();
    }
    if (pools.size() > MAX_PLACES) {
      errors.add(new FieldError("pools", "No more than {1} pools at once.", MAX_PLACES));
      return List.of();
    }
    List<PoolQuantity> valid = new ArrayList<>(pools.size());
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < pools.size(); i++) {
      PoolBody pool = pools.get(i);
      String field = "pools[" + i + "]";
      if (pool == null || pool.id() == null) {
        errors.add(new FieldError(field + ".id", "Say which pool."));
      } else if (!seen.add(pool.id())) {
        errors.add(new FieldError(field + ".id", "Pool {1} is named twice.", pool.id()));
      } else if (pool.quantity() == null || pool.quantity() < 1) {
        errors.add(new FieldError(field + ".quantity", "At least 1."));
      } else if (pool.quantity() > MAX_PLACES) {
        errors.add(new FieldError(field + ".quantity", "No more than {1}.", MAX_PLACES));
      } else {
        valid.add(new PoolQuantity(pool.id(), pool.quantity()));
      }
    }
    return valid;
  }

  static @Nullable UUID uuid(String field, String text, List<FieldError> errors) {
    try {
      if (text.length() == 36) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      // Told below, with the field's name.
    }
    errors.add(
        new FieldError(field, "Must be a UUID such as 7b2f4c1e-9d0a-4e6b-8f3a-5c1d2e3f4a5b."));
    return null;
  }

  /** Most of these are a no, which most of an onsale gets: without the way of an exception. */
  private static Response answer(HoldAnswer answer, Locale reader) {
    return switch (answer) {
      case HoldAnswer.NotOnSale not -> notOnSale(not).asResponse();
      case HoldAnswer.NeedsCode needs -> needsCode(needs).asResponse();
      case HoldAnswer.OutsidePresale outside -> Problem.invalid(outside.errors()).asResponse();
      case HoldAnswer.OverLimit over -> overLimit(over.asked(), over.limit()).asResponse();
      case HoldAnswer.UnknownCategory unknown ->
          Problem.invalid(
                  "bestAvailable.category", "There is no price category {1}.", unknown.category())
              .asResponse();
      case HoldAnswer.Decided decided -> decided(decided, reader);
    };
  }

  private static Response decided(HoldAnswer.Decided decided, Locale reader) {
    Sale sale = decided.sale();
    return switch (decided.outcome()) {
      case HoldOutcome.Held(Hold hold, Arrangement arrangement) -> {
        Phrase apart = decided.apart();
        String reason = apart == null ? null : apart.in(reader);
        yield Response.status(201)
            .entity(view(hold, sale, arrangement == Arrangement.TOGETHER, reason))
            .build();
      }
      case HoldOutcome.HeldBefore before ->
          Response.ok(view(before.hold(), sale, null, null)).build();
      case HoldOutcome.Spent spent ->
          Problem.of(410, "hold-spent", "This hold is over")
              .withDetail("It was released, has expired or became an order. Use a new id.")
              .asResponse();
      case HoldOutcome.OtherContent other ->
          Problem.of(409, "hold-differs", "The id holds something else")
              .withDetail("A hold never changes: use a new id, and replaces for the old one.")
              .asResponse();
      case HoldOutcome.UnknownSeats unknown ->
          Problem.invalid(
                  unknown.seats().stream()
                      .map(seat -> new FieldError("seats", "There is no seat {1}.", seat))
                      .toList())
              .asResponse();
      case HoldOutcome.UnknownPools unknown ->
          Problem.invalid(
                  unknown.pools().stream()
                      .map(pool -> new FieldError("pools", "There is no pool {1}.", pool))
                      .toList())
              .asResponse();
      case HoldOutcome.ReplacedGone gone ->
          Problem.of(410, "replaced-hold-gone", "The hold to replace is over")
              .withDetail("It has expired, was released, or an order has it.")
              .asResponse();
      case HoldOutcome.Lost lost ->
          Problem.of(409, "seats-lost", "Somebody was quicker")
              .with("seats", lost.seats())
              .with("pools", lost.pools())
              .asResponse();
      case HoldOutcome.LeavesSingles single ->
          Problem.of(409, "leaves-single-seat", "A single seat would be left")
              .withDetail("Choose seats that leave no single one between yours and others'.")
              .with("seats", single.seats())
              .withErrors(
                  single.seats().stream()
                      .map(seat -> new FieldError("seats", "Seat {1} would be left alone.", seat))
                      .toList())
              .asResponse();
      case HoldOutcome.NotEnough few ->
          Problem.of(409, "not-enough-seats", "There are not enough free seats")
              .with("free", few.free())
              .asResponse();
    };
  }

  private static HoldView view(
      Hold hold, Sale sale, @Nullable Boolean together, @Nullable String reason) {
    return new HoldView(
        hold.id().toString(),
        hold.seats(),
        hold.pools().stream().map(pool -> new PoolView(pool.pool(), pool.quantity())).toList(),
        hold.expiresAt(),
        sale.total(hold),
        hold.version(),
        together,
        reason);
  }

  private static Problem notOnSale(HoldAnswer.NotOnSale not) {
    Phrase detail =
        switch (not.phase()) {
          case UPCOMING -> Phrase.of("The sale has not opened yet.");
          case PRESALE, ON_SALE -> Phrase.of("The event is not on sale.");
          case ENDED -> Phrase.of("The sale has closed.");
        };
    return notOnSale(detail)
        .with("saleOpensAt", not.opensAt())
        .with("saleClosesAt", not.closesAt());
  }

  static Problem notOnSale(Phrase why) {
    return Problem.of(409, "not-on-sale", "Nothing can be bought now").withDetail(why);
  }

  private static Problem needsCode(HoldAnswer.NeedsCode needs) {
    return Problem.of(403, "presale-code-needed", "This presale needs a code")
        .withDetail(
            "{1}: only whoever has a code of it can buy until it is over.", needs.presale().name())
        .with("presale", needs.presale().name())
        .with("presaleEndsAt", needs.presale().until())
        .with("saleOpensAt", needs.opensAt())
        .withErrors(List.of(new FieldError("accessCode", "Send the code of the presale.")));
  }

  static Problem overLimit(int places, int limit) {
    return Problem.of(422, "over-limit", "That is more than one customer may have")
        .withDetail("You would have {1}; at most {2} per customer.", places, limit)
        .with("limit", limit)
        .withErrors(List.of(new FieldError("seats", "At most {1} per customer.", limit)));
  }

  @DELETE
  @NonBlocking
  @Operation(summary = "Give a hold back", description = "204 also when it is gone already.")
  public CompletionStage<Response> release(
      @PathParam("event") String reference, @PathParam("holdId") String holdId) {
    return events.withAny(reference, event -> release(event, holdId));
  }

  private CompletionStage<Response> release(Event event, String holdId) {
    List<FieldError> errors = new ArrayList<>();
    UUID id = uuid("holdId", holdId, errors);
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors).asException();
    }
    return Answers.orBusy(holds.release(event, Objects.requireNonNull(id)))
        .thenApply(HoldsResource::released);
  }

  private static Response released(ReleaseOutcome outcome) {
    return switch (outcome) {
      case ReleaseOutcome.Released released -> Response.noContent().build();
      case ReleaseOutcome.Gone gone -> Response.noContent().build();
      case ReleaseOutcome.BelongsToOrder order ->
          throw Problem.of(409, "hold-claimed", "An order has this hold")
              .withDetail("Its seats stay with the order until the payment deadline.")
              .asException();
    };
  }
}
