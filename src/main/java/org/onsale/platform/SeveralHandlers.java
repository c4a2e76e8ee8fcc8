package org.onsale.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Those who all hear one topic. A message is delivered when each of them has done its part; while
 * one cannot, the others see the message again with it, which their effects bear.
 */
final class SeveralHandlers implements OutboxHandler {
  private final List<OutboxHandler> all;

  private SeveralHandlers(List<OutboxHandler> all) {
    this.all = List.copyOf(all);
  }

  /**
   * @param handlers of the same topic, at least one
   */
  static OutboxHandler of(List<OutboxHandler> handlers) {
    return handlers.size() == 1 ? handlers.getFirst() : new SeveralHandlers(handlers);
  }

  @Override
  public String topic() {
    return all.getFirst().topic();
  }

  @Override
  public List<Delivery> prepare(List<OutboxMessage> messages) throws Exception {
    List<List<Delivery>> parts = new ArrayList<>();
    for (OutboxHandler handler : all) {
      parts.add(prepare(handler, messages));
    }
    return IntStream.range(0, messages.size())
        .mapToObj(i -> together(parts.stream().map(part -> part.get(i)).toList()))
        .toList();
  }

  /** A message that is alone keeps nobody but its own handler from it. */
  private static List<Delivery> prepare(OutboxHandler handler, List<OutboxMessage> messages)
      throws Exception {
    try {
      List<Delivery> part = handler.prepare(messages);
      if (part.size() != messages.size()) {
        throw new IllegalStateException(part.size() + " deliveries of " + messages.size());
      }
      return part;
    } catch (Exception e) {
      if (messages.size() == 1) {
        return List.of(Delivery.failed(e));
      }
      throw e;
    }
  }

  private static Delivery together(List<Delivery> parts) {
    return () -> {
      Exception first = null;
      for (Delivery part : parts) {
        try {
          part.carryOut();
        } catch (Exception e) {
          if (first == null) {
            first = e;
          } else {
            first.addSuppressed(e);
          }
        }
      }
      if (first != null) {
        throw first;
      }
    };
  }
}
