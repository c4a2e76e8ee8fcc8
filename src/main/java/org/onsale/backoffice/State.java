package org.onsale.backoffice;

import org.onsale.catalog.Event;

/**
 * How an event stands, in a word.
 *
 * @param kind for the stylesheet
 */
public record State(String kind, String word) {

  static State of(Event.Status status, Event.Phase phase) {
    if (status == Event.Status.DRAFT) {
      return new State("draft", "Draft");
    }
    if (status == Event.Status.CANCELLED) {
      return new State("cancelled", "Cancelled");
    }
    return switch (phase) {
      case UPCOMING -> new State("upcoming", "Announced");
      case PRESALE -> new State("on-sale", "Presale");
      case ON_SALE -> new State("on-sale", "On sale");
      case ENDED -> new State("ended", "Sale closed");
    };
  }
}
