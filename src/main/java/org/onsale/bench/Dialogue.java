package org.onsale.bench;

import org.jspecify.annotations.Nullable;

/** What one client says: a request, and what follows from each answer. */
interface Dialogue {

  /** The bytes of the first request. */
  byte[] opening();

  /**
   * The bytes of the next request; null when the client is done.
   *
   * @throws UnexpectedAnswerException when the benchmark cannot count what was answered
   */
  byte @Nullable [] next(Answer answer);

  /** One request that must be answered with that status. */
  static Dialogue of(byte[] request, int status) {
    return new Dialogue() {
      @Override
      public byte[] opening() {
        return request;
      }

      @Override
      public byte @Nullable [] next(Answer answer) {
        answer.expect(status);
        return null;
      }
    };
  }
}
