package org.onsale.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.onsale.prove.Line.Answer;

/**
 * A buyer who has tickets and wants the money back, by the policy of the event or from the
 * organiser: of everything or of one ticket, some of it asked twice or of both at once.
 */
final class Regret {
  private static final int LONGEST_PAUSE_MILLIS = 4_000;

  private final Stage.Sale sale;
  private final Line line;
  private final Gates gates;
  private final History history;
  private final Clock clock;
  private final Random random;

  Regret(Stage.Sale sale, Line line, Gates gates, History history, Clock clock, Random random) {
    this.sale = sale;
    this.line = line;
    this.gates = gates;
    this.history = history;
    this.clock = clock;
    this.random = random;
  }

  /** A paid order, as its buyer sees it. */
  record Bought(String code, String secret, List<Place> places) {

    static Bought of(String code, String secret, JsonNode order) {
      Map<Integer, Deque<JsonNode>> tickets = new HashMap<>();
      order.path("tickets").forEach(ticket -> bySeat(tickets, ticket).add(ticket));
      List<Place> places = new ArrayList<>();
      for (JsonNode each : order.path("lines")) {
        JsonNode ticket = bySeat(tickets, each).pollFirst();
        if (ticket == null) {
          continue; // Its ticket is void already: somebody else had it given back.
        }
        places.add(
            new Place(
                each.path("number").asInt(),
                each.path("seat").asInt(-1),
                ticket.path("id").asText(),
                ticket.path("code").asText()));
      }
      return new Bought(code, secret, List.copyOf(places));
    }

    private static Deque<JsonNode> bySeat(Map<Integer, Deque<JsonNode>> tickets, JsonNode of) {
      return tickets.computeIfAbsent(of.path("seat").asInt(-1), seat -> new ArrayDeque<>());
    }

    /** All but one. */
    List<Place> without(Place place) {
      return places.stream().filter(each -> each != place).toList();
    }
  }

  /**
   * A line of an order.
   *
   * @param seat -1 for a place in a pool: which of their tickets is whose, no buyer is told
   */
  record Place(int line, int seat, String ticket, String code) {}

  /**
   * What is wanted back.
   *
   * @param due whether nothing speaks against it
   */
  private record Want(
      List<Place> places, boolean whole, boolean byBuyer, boolean withFees, boolean due) {}

  private Want byBuyer(List<Place> places, boolean whole, boolean due) {
    return new Want(places, whole, true, sale.policy().withFees(), due);
  }

  private Want byOrganiser(List<Place> places, boolean whole, boolean due) {
    return new Want(places, whole, false, percent(60), due);
  }

  void of(Bought bought) {
    int mood = random.nextInt(100);
    if (mood < 15) {
      bothAtOnce(bought);
    } else if (mood < 28) {
      ask(bought, byOrganiser(bought.places(), true, true));
    } else if (mood < 60) {
      ask(bought, byBuyer(bought.places(), true, true));
    } else {
      one(bought, mood < 88);
    }
  }

  /** Everything, of tickets that are at the gates or have been there: perhaps in vain. */
  void tooLate(Bought bought) {
    ask(bought, byBuyer(bought.places(), true, false));
  }

  /** The buyer has written to the organiser, and presses the button all the same. */
  private void bothAtOnce(Bought bought) {
    var other = new Regret(sale, line, gates, history, clock, new Random(random.nextLong()));
    Want theirs = byOrganiser(bought.places(), true, false);
    Thread organiser = Thread.startVirtualThread(() -> other.ask(bought, theirs));
    ask(bought, byBuyer(bought.places(), true, false));
    Buyer.join(organiser);
  }

  /** One ticket, and later perhaps the others. */
  private void one(Bought bought, boolean byBuyer) {
    Place place = bought.places().get(random.nextInt(bought.places().size()));
    boolean single = sale.policy().singleTickets();
    boolean given =
        byBuyer
            ? ask(bought, byBuyer(List.of(place), false, single || bought.places().size() == 1))
            : ask(bought, byOrganiser(List.of(place), false, true));
    List<Place> rest = bought.without(place);
    if (given && !rest.isEmpty() && percent(40)) {
      pause();
      ask(bought, percent(50) ? byBuyer(rest, false, single) : byOrganiser(rest, false, true));
    }
  }

  private boolean percent(int of) {
    return random.nextInt(100) < of;
  }

  private void pause() {
    Node.sleep(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
  }

  /** Asks, now and then twice at once and now and then again; whether it was given. */
  private boolean ask(Bought bought, Want want) {
    String key = Buyer.id(random).toString();
    List<Integer> lines = want.places().stream().map(Place::line).toList();
    var wish =
        new History.Wish(
            sale.event(),
            bought.code(),
            key,
            lines,
            want.whole(),
            want.withFees(),
            clock.instant());
    history.add(wish);
    Call call =
        want.byBuyer()
            ? Call.giveBack(bought.code(), bought.secret(), wish.named(), key)
            : Call.refund(sale, bought.code(), wish.named(), want.withFees(), key);
    List<Answer> answers = new ArrayList<>(line.send(call, random, 25));
    if (percent(30)) {
      pause();
      answers.add(line.send(call, random));
    }
    boolean given = false;
    for (Answer answer : answers) {
      given |= heard(wish, answer, want.due());
    }
    if (given && percent(60)) {
      tryAgain(want, key);
    }
    return given;
  }

  private boolean heard(History.Wish wish, Answer answer, boolean due) {
    if (answer.is(201)) {
      history.add(refunded(wish, answer));
      return true;
    }
    if (answer.is(409) && due) {
      String why = answer.body().path("type").asText();
      history.add(new Told.NotRefunded(wish.event(), wish.code(), wish.key(), why, answer.span()));
    }
    return false;
  }

  static Told.Refunded refunded(History.Wish wish, Answer answer) {
    JsonNode body = answer.body();
    List<Integer> lines = new ArrayList<>();
    body.path("lines").forEach(each -> lines.add(each.asInt()));
    return new Told.Refunded(
        wish.event(),
        wish.code(),
        wish.key(),
        body.path("number").asInt(),
        body.path("amount").path("amount").asLong(),
        body.path("kept").path("amount").asLong(),
        lines,
        body.path("status").asText(),
        answer.span());
  }

  private void tryAgain(Want want, String key) {
    for (Place place : want.places()) {
      if (want.whole() || place.seat() >= 0) {
        gates.tryAgain(place.ticket(), place.code(), key);
      }
    }
  }
}
