package org.onsale.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The buyers of a sold-out stadium. Fifty in a row want the same two seats, so that winners and
 * losers come side by side from the first to the last minute; what a winner lets go is seen by
 * others, who come for it. Of one thread.
 */
final class Onsale {
  private static final int BUYERS_PER_ORDER = 50;
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(500);

  /** Coprime with every number of pairs up to the stadium's: a prime above it. */
  private static final long STRIDE = 40_009;

  private enum State {
    FREE,
    TAKEN,
    SOLD
  }

  /** A pair that somebody has let go, and when it may be free again. */
  private record Returned(int pair, long at) {}

  private final long event;
  private final State[] pairs;
  private final long seed = System.nanoTime();
  private final SplittableRandom random = new SplittableRandom(seed);
  private final PriorityQueue<Returned> returned =
      new PriorityQueue<>(Comparator.comparingLong(Returned::at));
  private long came;
  private int sold;
  private long lost;
  private long letGo;
  private long declined;
  private long now;
  private long crowdCame;

  Onsale(long event, int pairs) {
    this.event = event;
    this.pairs = new State[pairs];
    Arrays.fill(this.pairs, State.FREE);
  }

  /** As {@link Arrivals#due}: somebody comes as long as not all have come, or seats are free. */
  long due(long begun, long elapsed) {
    now = elapsed;
    Returned next = returned.peek();
    if (moreAreToCome()) {
      crowdCame = elapsed;
    }
    if (moreAreToCome() || (next != null && next.at <= elapsed)) {
      return elapsed;
    }
    return sold == pairs.length ? Arrivals.OVER : Arrivals.NOT_YET;
  }

  private boolean moreAreToCome() {
    return came < (long) pairs.length * BUYERS_PER_ORDER;
  }

  Dialogue buyer() {
    Returned next = returned.peek();
    if (next != null && next.at <= now) {
      returned.remove();
      return new Buyer(next.pair, true);
    }
    return new Buyer((int) (came++ / BUYERS_PER_ORDER * STRIDE % pairs.length), false);
  }

  long event() {
    return event;
  }

  int pairs() {
    return pairs.length;
  }

  int sold() {
    return sold;
  }

  long lost() {
    return lost;
  }

  long seed() {
    return seed;
  }

  void tell(Report report) {
    report.tell("orders paid", "%d", sold);
    report.tell("the last of the crowd came after", "%.1f s", crowdCame / 1e9);
    report.tell("buyers who lost, each answered", "%d", lost);
    report.tell("winners who let go", "%d", letGo);
    report.tell("payments declined", "%d", declined);
  }

  private enum Step {
    HOLD,
    RELEASE,
    ORDER,
    PAY,
    PAY_AGAIN
  }

  private final class Buyer implements Dialogue {
    private final UUID hold = new UUID(random.nextLong(), random.nextLong());
    private final int pair;
    private final boolean cameBack;
    private Step step = Step.HOLD;
    private String code = "";
    private String secret = "";

    Buyer(int pair, boolean cameBack) {
      this.pair = pair;
      this.cameBack = cameBack;
    }

    @Override
    public byte[] opening() {
      return Requests.hold(Requests.API, new Pair(event, pair * 2), hold);
    }

    @Override
    public byte @Nullable [] next(Answer answer) {
      return switch (step) {
        case HOLD -> answer.status() == 409 ? lost(answer) : won(answer);
        case RELEASE -> {
          answer.expect(204);
          yield null;
        }
        case ORDER -> pay(answer);
        case PAY -> answer.status() == 402 ? payAgain() : paid(answer);
        case PAY_AGAIN -> paid(answer);
      };
    }

    private byte @Nullable [] lost(Answer answer) {
      answer.expectBody("seats-lost");
      lost++;
      if (cameBack && pairs[pair] == State.FREE) {
        returned.add(new Returned(pair, now + LOOK_AGAIN));
      }
      return null;
    }

    private byte @Nullable [] won(Answer answer) {
      answer.expect(201);
      if (pairs[pair] != State.FREE) {
        throw new IllegalStateException("seats " + pair * 2 + " were given to two buyers");
      }
      double what = random.nextDouble();
      if (what < 0.1) {
        step = Step.RELEASE;
        letGo();
        return Requests.release(event, hold);
      }
      if (what < 0.2) {
        letGo();
        return null;
      }
      pairs[pair] = State.TAKEN;
      step = Step.ORDER;
      return Requests.order(event, hold, hold.toString());
    }

    /** They look free from now on, and are when the server says so. */
    private void letGo() {
      letGo++;
      pairs[pair] = State.FREE;
      returned.add(new Returned(pair, now));
    }

    private byte[] pay(Answer answer) {
      answer.expect(201);
      code = answer.member("code");
      secret = answer.member("secret");
      step = Step.PAY;
      return Requests.payment(code, secret, random.nextInt(10) == 0 ? "decline" : "approve");
    }

    /** Half of them try another card; the order of the others expires. */
    private byte @Nullable [] payAgain() {
      declined++;
      if (random.nextBoolean()) {
        letGo();
        return null;
      }
      step = Step.PAY_AGAIN;
      return Requests.payment(code, secret, "approve");
    }

    private byte @Nullable [] paid(Answer answer) {
      answer.expect(200).expectBody("\"paid\"");
      pairs[pair] = State.SOLD;
      sold++;
      return null;
    }
  }
}
