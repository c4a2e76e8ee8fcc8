package org.onsale.platform;

import java.util.List;

/** Carries out messages of one topic, many together where that is cheaper. */
public interface OutboxHandler {
  String topic();

  /**
   * Does for all messages together what is cheaper together, and answers for each, in their order,
   * with what is left to do for it alone. A message that cannot be prepared answers {@link
   * Delivery#failed}. All of this may happen again with the same message, so its effects must bear
   * repetition.
   *
   * @param messages at least one
   * @throws Exception when one of them spoils the others: they are prepared again in halves, until
   *     it is alone
   */
  List<Delivery> prepare(List<OutboxMessage> messages) throws Exception;

  /** What is left to do for a message. Other messages are delivered at the same time. */
  @FunctionalInterface
  interface Delivery {
    /**
     * Carries the message out, within a minute.
     *
     * @throws Exception when it shall be tried again later
     */
    void carryOut() throws Exception;

    /** Nothing: preparing was all. */
    static Delivery done() {
      return () -> {};
    }

    /** Nothing can be done now: the message shall be tried again later. */
    static Delivery failed(Exception cause) {
      return () -> {
        throw cause;
      };
    }
  }
}
