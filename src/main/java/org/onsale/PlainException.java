package org.onsale;

/** Ends a command; the message is a sentence for the person at the terminal. */
final class PlainException extends RuntimeException {
  PlainException(String sentence) {
    super(sentence);
  }
}
