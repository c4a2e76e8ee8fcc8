package org.onsale.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.onsale.prove.Line.Answer;

/** The gates of a sale, as one buyer comes to them. */
final class Gates {
  private final Stage.Sale sale;
  private final Line line;
  private final History history;
  private final Random random;

  Gates(Stage.Sale sale, Line line, History history, Random random) {
    this.sale = sale;
    this.line = line;
    this.history = history;
    this.random = random;
  }

  /** The same ticket at every gate at once: a picture of it was shared. */
  void goIn(String ticket, String code) {
    List<Thread> gates = new ArrayList<>();
    for (int gate = 0; gate < sale.gates().size(); gate++) {
      String name = "gate " + (gate + 1);
      String scan = Buyer.id(random).toString();
      var choice = new Random(random.nextLong());
      Call call = Call.scan(sale.event(), sale.gates().get(gate), code, scan);
      gates.add(
          Thread.startVirtualThread(() -> admitted(ticket, name, scan, line.send(call, choice))));
    }
    gates.forEach(Buyer::join);
  }

  private void admitted(String ticket, String gate, String scan, Answer answer) {
    if (answer.is(200) && result(answer).equals("admitted")) {
      history.add(new Told.Admitted(sale.event(), ticket, scan, gate, answer.span()));
    }
  }

  /**
   * Tries whether a ticket that went back is still good.
   *
   * @param key of the refund
   */
  void tryAgain(String ticket, String code, String key) {
    String gate = sale.gates().get(random.nextInt(sale.gates().size()));
    String scan = Buyer.id(random).toString();
    Answer answer = line.send(Call.scan(sale.event(), gate, code, scan), random);
    if (answer.is(200)) {
      history.add(new Told.Judged(sale.event(), ticket, key, result(answer), answer.span()));
    }
  }

  private static String result(Answer answer) {
    return answer.body().path("result").asText();
  }
}
