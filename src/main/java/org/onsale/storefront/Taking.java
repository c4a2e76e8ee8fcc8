package org.onsale.storefront;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onsale.allocations.Openings;
import org.onsale.catalog.Event;
import org.onsale.catalog.Presales;
import org.onsale.inventory.Arrangement;
import org.onsale.inventory.HoldOutcome;
import org.onsale.orders.HoldAnswer;
import org.onsale.orders.HoldRequest;
import org.onsale.orders.Holds;
import org.onsale.platform.FieldError;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.ProblemException;
import org.onsale.platform.Waiting;

/** Takes holds for pages without scripts, under the rules of the API, and says why not in words. */
@Singleton
final class Taking {
  private static final Duration WAIT = Duration.ofSeconds(15);

  private final Holds holds;
  private final Openings openings;
  private final CheckoutDesk desk;

  @Inject
  Taking(Holds holds, Openings openings, CheckoutDesk desk) {
    this.holds = holds;
    this.openings = openings;
    this.desk = desk;
  }

  /** What can come of it. */
  sealed interface Outcome {}

  /**
   * @param apart whether seats that the house has chosen are not side by side
   */
  record Taken(UUID hold, boolean apart) implements Outcome {}

  /** Nothing was taken; a sentence says why. */
  record Refused(String message) implements Outcome {}

  /**
   * @param client the address of who asks, for the tries of codes
   */
  Outcome take(Event event, SeatWish wish, String client, Reader reader) {
    PurchaseWords words = reader.purchase();
    if (wish.isNothing()) {
      return new Refused(words.chooseSomething());
    }
    if (wish.isTooMuch()) {
      return new Refused(words.tooMany(event.limitPerCustomer()));
    }
    try {
      HoldRequest request = opened(event, wish, client);
      return answer(event, wish, request, reader);
    } catch (ProblemException e) {
      if (e.problem().errors().isEmpty()) {
        throw e;
      }
      return new Refused(sentences(e.problem().errors()));
    }
  }

  private static String sentences(List<FieldError> errors) {
    return errors.stream()
        .map(error -> error.message().in(PageLanguage.reader()))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** With what the code opens. */
  private HoldRequest opened(Event event, SeatWish wish, String client) {
    HoldRequest request = wish.request();
    if (wish.code().isEmpty() || !openings.openNow(event)) {
      return request;
    }
    Presales.Presale presale = openings.presale(event, wish.code(), client);
    return presale != null
        ? request.in(presale)
        : request.from(openings.allocation(event, wish.code(), client));
  }

  private Outcome answer(Event event, SeatWish wish, HoldRequest request, Reader reader) {
    PurchaseWords words = reader.purchase();
    UUID id = Objects.requireNonNullElseGet(wish.id(), UUID::randomUUID);
    return switch (take(event, id, request)) {
      case HoldAnswer.NotOnSale not ->
          new Refused(
              switch (not.phase()) {
                case UPCOMING -> words.notOpenYet();
                case PRESALE, ON_SALE, ENDED -> reader.words().closed();
              });
      case HoldAnswer.NeedsCode needs -> new Refused(words.needsCode(needs.presale().name()));
      case HoldAnswer.OutsidePresale outside -> new Refused(sentences(outside.errors()));
      case HoldAnswer.OverLimit over -> new Refused(words.tooMany(over.limit()));
      case HoldAnswer.UnknownCategory _ -> new Refused(words.noSuchSeats());
      case HoldAnswer.Decided decided -> decided(event, id, request, decided.outcome(), reader);
    };
  }

  private HoldAnswer take(Event event, UUID id, HoldRequest request) {
    return Waiting.await(holds.take(event, id, request), WAIT);
  }

  private Outcome decided(
      Event event, UUID id, HoldRequest request, HoldOutcome outcome, Reader reader) {
    PurchaseWords words = reader.purchase();
    return switch (outcome) {
      case HoldOutcome.Held held -> new Taken(id, held.arrangement() != Arrangement.TOGETHER);
      case HoldOutcome.HeldBefore _ -> new Taken(id, false);
      // Who goes back to the form and chooses otherwise changes the hold that it has made.
      case HoldOutcome.OtherContent _ -> again(event, instead(request, id), words);
      case HoldOutcome.Spent _ -> again(event, request, words);
      case HoldOutcome.ReplacedGone _ -> new Refused(words.heldIsOver());
      case HoldOutcome.UnknownSeats _, HoldOutcome.UnknownPools _ ->
          new Refused(words.noSuchSeats());
      case HoldOutcome.Lost lost -> new Refused(words.lost(places(event, lost, reader)));
      case HoldOutcome.LeavesSingles singles ->
          new Refused(words.leavesSingle(seats(event, singles.seats(), reader)));
      case HoldOutcome.NotEnough few ->
          new Refused(few.free() == 0 ? words.noneLeft() : words.onlyLeft(few.free()));
    };
  }

  /** Once, under an id of its own. */
  private Outcome again(Event event, HoldRequest request, PurchaseWords words) {
    UUID id = UUID.randomUUID();
    return take(event, id, request) instanceof HoldAnswer.Decided(HoldOutcome.Held held, _, _)
        ? new Taken(id, held.arrangement() != Arrangement.TOGETHER)
        : new Refused(words.tryAgain());
  }

  private static HoldRequest instead(HoldRequest request, UUID hold) {
    return new HoldRequest(
        request.seats(),
        request.best(),
        request.pools(),
        hold,
        request.allocation(),
        request.presale());
  }

  private String places(Event event, HoldOutcome.Lost lost, Reader reader) {
    return Stream.concat(
            lost.seats().stream().map(seat -> new Spot(seat, null)),
            lost.pools().stream().map(pool -> new Spot(null, pool)))
        .map(spot -> desk.place(event, spot, reader))
        .collect(Collectors.joining("; "));
  }

  private String seats(Event event, List<Integer> seats, Reader reader) {
    return seats.stream()
        .map(seat -> desk.place(event, new Spot(seat, null), reader))
        .collect(Collectors.joining("; "));
  }
}
