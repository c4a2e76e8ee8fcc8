package org.onsale.bench;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A buyer who holds two seats, orders them and pays; the tickets are issued with the payment. */
final class Purchase implements Dialogue {
  private final Pair pair;
  private final UUID hold;
  private int answered;

  Purchase(Pair pair, UUID hold) {
    this.pair = pair;
    this.hold = hold;
  }

  @Override
  public byte[] opening() {
    return Requests.hold(Requests.API, pair, hold);
  }

  @Override
  public byte @Nullable [] next(Answer answer) {
    return switch (answered++) {
      case 0 -> {
        answer.expect(201);
        yield Requests.order(pair.event(), hold, hold.toString());
      }
      case 1 -> {
        answer.expect(201);
        yield Requests.payment(answer.member("code"), answer.member("secret"), "approve");
      }
      case 2 -> {
        answer.expect(200).expectBody("\"paid\"");
        yield null;
      }
      default -> throw answer.unexpected();
    };
  }
}
