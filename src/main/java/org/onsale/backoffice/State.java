package org.onsale.backoffice;

import org.onsale.catalog.Event;
import org.onsale.platform.PageLanguage;

/**
 * How an event stands, in a word.
 *
 * @param kind for the stylesheet
 */
public record State(String kind, String word) {

  static State of(Event.Status status, Event.Phase phase) {
    OfficeWords words = PageLanguage.words(OfficeWords.class);
    if (status == Event.Status.DRAFT) {
      return new State("draft", words.draft());
    }
    if (status == Event.Status.CANCELLED) {
      return new State("cancelled", words.cancelled());
    }
    return switch (phase) {
      case UPCOMING -> new State("upcoming", words.announced());
      case PRESALE -> new State("on-sale", words.presale());
      case ON_SALE -> new State("on-sale", words.onSale());
      case ENDED -> new State("ended", words.saleClosed());
    };
  }
}
