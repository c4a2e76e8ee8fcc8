package org.onsale.catalog;

import java.time.Instant;

/**
 * That an event was put off, the last time.
 *
 * @param number 1, 2, 3 …: how often it was
 * @param was when it was to start before
 * @param dateOpen whether the new start is not announced yet; until then the event keeps the old
 *     one
 * @param chooseUntil the first instant at which who ordered before cannot choose any more
 * @param at when it was put off
 */
public record Postponement(
    int number, Instant was, boolean dateOpen, Instant chooseUntil, Instant at) {

  /** The same once the new start is known. */
  Postponement dated() {
    return new Postponement(number, was, false, chooseUntil, at);
  }
}
