package org.onsale.prove;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.onsale.platform.Database;
import org.onsale.prove.Line.Answer;
import org.onsale.prove.Told.Refunded;

/**
 * Does what an operator does about refunds after a set-back (docs/operating/backup.md): the money
 * is with the buyers, and their tickets are valid again. They are refunded once more; the gateway
 * knows the refunds by their names, and gives nothing twice.
 */
final class Operator {
  private final Line line;
  private final History history;
  private final List<Stage.Sale> sales;
  private final Clock clock;
  private final Random random;

  Operator(Line line, History history, List<Stage.Sale> sales, Clock clock, long seed) {
    this.line = line;
    this.history = history;
    this.sales = sales;
    this.clock = clock;
    this.random = new Random(seed);
  }

  /**
   * Sets the refunds right that a set-back has taken from the database.
   *
   * @param forgotten keys at the gateway
   * @return how many there were
   */
  int setRight(Database database, Collection<String> forgotten) {
    List<GatewayBooks.Refund> unknown = GatewayBooks.unknownRefunds(database, forgotten);
    for (GatewayBooks.Refund refund : unknown) {
      wish(history, refund).ifPresent(this::refundAgain);
    }
    List<Facts.Refund> refused = GatewayBooks.payByHand(database, forgotten);
    for (Facts.Refund refund : refused) {
      sale(refund.code())
          .ifPresent(
              sale -> line.send(Call.refundAgain(sale, refund.code(), refund.number()), random));
    }
    return unknown.size() + refused.size();
  }

  /** As the buyer has been told; who was told nothing, had only asked. */
  static Optional<History.Wish> wish(History history, GatewayBooks.Refund refund) {
    List<Refunded> all = history.all(Refunded.class);
    List<History.Wish> wishes =
        history.wishes().stream()
            .filter(wish -> refund.key().startsWith(wish.code() + "/"))
            .toList();
    Optional<String> told =
        all.stream()
            .filter(each -> each.name().equals(refund.key()) && each.amount() == refund.amount())
            .map(Refunded::key)
            .findFirst();
    return wishes.stream()
        .filter(
            wish ->
                told.map(wish.key()::equals)
                    .orElseGet(() -> all.stream().noneMatch(each -> each.key().equals(wish.key()))))
        .findFirst();
  }

  private void refundAgain(History.Wish before) {
    Stage.Sale sale = sale(before.code()).orElseThrow();
    var wish =
        new History.Wish(
            before.event(),
            before.code(),
            Buyer.id(random).toString(),
            before.lines(),
            before.whole(),
            before.withFees(),
            clock.instant());
    history.add(wish);
    Call call = Call.refund(sale, wish.code(), wish.named(), wish.withFees(), wish.key());
    Answer answer = line.send(call, random);
    if (answer.is(201)) {
      history.add(Regret.refunded(wish, answer));
    }
  }

  private Optional<Stage.Sale> sale(String code) {
    return history.wishes().stream()
        .filter(wish -> wish.code().equals(code))
        .findFirst()
        .flatMap(wish -> sales.stream().filter(sale -> sale.event() == wish.event()).findFirst());
  }
}
