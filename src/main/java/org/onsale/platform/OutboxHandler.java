package org.onsale.platform;

/** Carries out messages of one topic. */
public interface OutboxHandler {
  String topic();

  /**
   * Carries the message out. May be called again with the same message, so its effects must bear
   * repetition.
   *
   * @throws Exception when it shall be tried again later
   */
  void handle(OutboxMessage message) throws Exception;
}
