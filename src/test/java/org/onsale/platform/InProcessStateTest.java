package org.onsale.platform;

import java.time.Duration;
import java.util.List;

class InProcessStateTest extends SharedStateContract {
  private final TestClock clock = new TestClock();

  @Override
  List<SharedState> nodes() {
    var first = new InProcessState(clock);
    return List.of(first, first.neighbour());
  }

  @Override
  void pass(Duration time) {
    clock.advance(time);
  }
}
