package org.onsale.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.prove.Line.Answer;
import org.onsale.prove.Told.Held;

/**
 * One buyer: looks, holds, changes their mind, orders, pays or does not, and goes in. Everything is
 * repeated until it is answered, some of it double, some of it too late. What they want is told by
 * the seed alone; what becomes of it, by the others.
 */
final class Buyer implements Runnable {
  private static final int MAX_TRIES = 3;
  private static final int MAX_SEATS = 4;
  private static final Duration LATE = Duration.ofSeconds(1);
  private static final Duration ASK_EVERY = Duration.ofSeconds(2);
  private static final int ASK_TIMES = 20;

  private final int number;
  private final Stage.Sale sale;
  private final Line line;
  private final History history;
  private final Clock clock;
  private final Random random;

  Buyer(int number, Stage.Sale sale, Line line, History history, Clock clock, long seed) {
    this.number = number;
    this.sale = sale;
    this.line = line;
    this.history = history;
    this.clock = clock;
    this.random = new Random(seed * 1_000_003 + number);
  }

  @Override
  public void run() {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<Held> held = hold(null);
      if (held.isPresent()) {
        decide(held.get());
        return;
      }
    }
  }

  private boolean percent(int of) {
    return random.nextInt(100) < of;
  }

  /** An id that the seed tells, too. */
  static UUID id(Random random) {
    return new UUID(
        random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
  }

  private Optional<Held> hold(@Nullable UUID replaces) {
    return hold(id(random), wish(replaces), replaces);
  }

  private Optional<Held> hold(UUID hold, String wish, @Nullable UUID replaces) {
    Call call = Call.hold(sale.event(), hold, wish);
    if (replaces != null) {
      history.mayEnd(replaces, clock.instant());
    }
    Optional<Held> held = Optional.empty();
    for (Answer answer : line.send(call, random, 15)) {
      if (answer.is(200, 201)) {
        held = Optional.of(held(hold, answer));
        history.add(held.get());
        if (replaces != null) {
          history.add(new Told.Released(sale.event(), replaces, answer.span()));
        }
      }
    }
    return held;
  }

  private String wish(@Nullable UUID replaces) {
    int kind = random.nextInt(100);
    int quantity = 1 + random.nextInt(MAX_SEATS);
    String wish =
        kind < 45
            ? "\"seats\": " + seats(quantity)
            : kind < 75
                ? "\"bestAvailable\": {\"quantity\": " + quantity + "}"
                : kind < 90 ? pool(quantity) : "\"seats\": " + seats(1) + ", " + pool(1);
    return "{" + wish + (replaces == null ? "" : ", \"replaces\": \"" + replaces + "\"") + "}";
  }

  private static String pool(int quantity) {
    return "\"pools\": [{\"id\": %d, \"quantity\": %d}]".formatted(Stage.POOL, quantity);
  }

  /** Neighbours that look free; half of all buyers want to sit in the first rows. */
  private List<Integer> seats(int quantity) {
    byte[] map = look();
    int rows = percent(50) ? Stage.ROWS / 5 : Stage.ROWS;
    int start = 0;
    for (int tries = 0; tries < 30; tries++) {
      start =
          random.nextInt(rows) * Stage.SEATS_PER_ROW
              + random.nextInt(Stage.SEATS_PER_ROW - quantity + 1);
      if (isFree(map, start, quantity)) {
        break;
      }
    }
    List<Integer> seats = new ArrayList<>();
    for (int seat = start; seat < start + quantity; seat++) {
      seats.add(seat);
    }
    return seats;
  }

  private byte[] look() {
    Answer answer = line.send(Call.look(sale.event()), random);
    try {
      return answer.is(200) ? answer.body().path("seats").binaryValue() : new byte[0];
    } catch (IOException e) {
      throw new IllegalStateException("the seats of an availability are not base64", e);
    }
  }

  private static boolean isFree(byte[] map, int start, int quantity) {
    for (int seat = start; seat < start + quantity; seat++) {
      if (seat / 4 < map.length && (map[seat / 4] >> (2 * (seat % 4)) & 3) != 0) {
        return false;
      }
    }
    return true;
  }

  private Held held(UUID hold, Answer answer) {
    JsonNode body = answer.body();
    List<Integer> seats = new ArrayList<>();
    body.path("seats").forEach(seat -> seats.add(seat.asInt()));
    Map<Integer, Integer> pools = new HashMap<>();
    body.path("pools")
        .forEach(pool -> pools.put(pool.path("id").asInt(), pool.path("quantity").asInt()));
    Instant expiresAt = Instant.parse(body.path("expiresAt").asText());
    return new Held(sale.event(), hold, seats, pools, expiresAt, answer.span());
  }

  private void decide(Held held) {
    int mood = random.nextInt(100);
    if (mood < 10) {
      giveBack(held);
    } else if (mood < 22) {
      stop(held);
    } else if (mood < 27) {
      waitForTheEnd(held);
      order(held);
    } else if (mood < 37) {
      hold(held.hold()).ifPresentOrElse(this::order, () -> order(held));
    } else {
      order(held);
    }
  }

  private void giveBack(Held held) {
    history.mayEnd(held.hold(), clock.instant());
    for (Answer answer : line.send(Call.release(sale.event(), held.hold()), random, 20)) {
      if (answer.is(204)) {
        history.add(new Told.Released(sale.event(), held.hold(), answer.span()));
      }
    }
    if (percent(50)) {
      askAgain(held);
    }
  }

  /** Leaves, and a forgotten tab asks for the same once more when it is over. */
  private void stop(Held held) {
    waitForTheEnd(held);
    askAgain(held);
  }

  private void askAgain(Held held) {
    String seats = "{\"seats\": " + held.seats() + "}";
    if (held.pools().isEmpty()) {
      hold(held.hold(), seats, null);
    }
  }

  private void waitForTheEnd(Held held) {
    Duration left = Duration.between(held.span().answered(), held.expiresAt()).plus(LATE);
    if (left.isPositive()) {
      Node.sleep(left.compareTo(Stage.HOLD_TIME) > 0 ? Stage.HOLD_TIME.plus(LATE) : left);
    }
  }

  private record Placed(String code, String secret) {}

  private void order(Held held) {
    String key = id(random).toString();
    Placed placed = null;
    for (Answer answer :
        line.send(Call.order(sale.event(), held.hold(), number, key), random, 15)) {
      if (answer.is(201)) {
        JsonNode body = answer.body();
        placed = new Placed(body.path("code").asText(), body.path("secret").asText());
        history.add(
            new Told.Ordered(
                sale.event(),
                placed.code(),
                held.hold(),
                key,
                body.path("total").path("amount").asLong(),
                body.path("lines").size(),
                answer.span()));
      }
    }
    if (placed != null) {
      pay(placed);
    }
  }

  private void pay(Placed placed) {
    int mood = random.nextInt(100);
    if (mood < 12) {
      pay(placed, "decline");
      pay(placed, "approve");
    } else if (mood < 20) {
      pay(placed, "timeout");
    } else if (mood < 26) {
      Node.sleep(Stage.PAYMENT_TIME.plus(LATE));
      pay(placed, "approve");
    } else if (mood >= 30) {
      pay(placed, "approve");
    }
  }

  private void pay(Placed placed, String outcome) {
    Call call = Call.pay(placed.code(), placed.secret(), outcome, id(random).toString());
    boolean open = false;
    for (Answer answer : line.send(call, random, 15)) {
      switch (answer.status()) {
        case 200 -> {
          history.add(new Told.Paid(sale.event(), placed.code(), answer.span()));
          open = true;
        }
        case 409 -> open = true; // A twin of this request is under way, or another payment.
        case 410 -> history.add(new Told.NotCharged(sale.event(), placed.code(), answer.span()));
        default -> open |= answer.is(202) || Call.isComeAgain(answer.status());
      }
    }
    if (open) {
      awaitTickets(placed);
    }
  }

  private void awaitTickets(Placed placed) {
    for (int asked = 0; asked < ASK_TIMES; asked++) {
      Answer answer = line.send(Call.view(placed.code(), placed.secret()), random);
      String status = answer.body().path("status").asText();
      if (answer.is(200) && status.equals("paid")) {
        history.add(new Told.Paid(sale.event(), placed.code(), answer.span()));
        take(placed, answer);
        return;
      }
      if (status.equals("offered")) {
        history.add(new Told.Offered(sale.event(), placed.code(), answer.span()));
        answerOffer(placed);
      } else if (!answer.is(200) || !status.equals("pending")) {
        return;
      }
      Node.sleep(ASK_EVERY);
    }
  }

  /** Some take what is offered, some do not, and some let the time pass. */
  private void answerOffer(Placed placed) {
    if (percent(80)) {
      String answer = percent(70) ? "acceptance" : "refusal";
      line.send(Call.answerOffer(placed.code(), placed.secret(), answer), random, 15);
    }
  }

  private void take(Placed placed, Answer answer) {
    for (JsonNode ticket : answer.body().path("tickets")) {
      history.add(
          new Told.Ticketed(
              sale.event(),
              placed.code(),
              ticket.path("id").asText(),
              ticket.path("seat").asInt(-1),
              answer.span()));
    }
    Regret.Bought bought = Regret.Bought.of(placed.code(), placed.secret(), answer.body());
    if (bought.places().isEmpty()) {
      return;
    }
    var gates = new Gates(sale, line, history, random);
    var regret = new Regret(sale, line, gates, history, clock, random);
    int mood = random.nextInt(100);
    if (mood < 30) {
      goIn(gates, bought);
      if (percent(15)) {
        regret.tooLate(bought);
      }
    } else if (mood < 37) {
      var others = new Gates(sale, line, history, new Random(random.nextLong()));
      Thread going = Thread.startVirtualThread(() -> goIn(others, bought));
      regret.tooLate(bought);
      join(going);
    } else if (mood < 65) {
      regret.of(bought);
    }
  }

  private static void goIn(Gates gates, Regret.Bought bought) {
    bought.places().forEach(place -> gates.goIn(place.ticket(), place.code()));
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
