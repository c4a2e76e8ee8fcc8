package org.onsale.bench;

/** An answer that the benchmark did not ask for: its figures would mean nothing. */
final class UnexpectedAnswerException extends RuntimeException {
  UnexpectedAnswerException(String message) {
    super(message);
  }
}
