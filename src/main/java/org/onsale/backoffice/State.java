package org.onsale.backoffice;

import org.onsale.catalog.Event;
import org.onsale.platform.PageLanguage;

/**
 * How an event stands, in a word.
 *
 * @param tone of the word: good, warn or empty
 */
public record State(String tone, String word) {

  static State of(Event.Status status, Event.Phase phase) {
    OfficeWords words = PageLanguage.words(OfficeWords.class);
    if (status == Event.Status.DRAFT) {
      return new State("", words.draft());
    }
    if (status == Event.Status.CANCELLED) {
      return new State("", words.cancelled());
    }
    return switch (phase) {
      case UPCOMING -> new State("warn", words.announced());
      case PRESALE -> new State("good", words.presale());
      case ON_SALE -> new State("good", words.onSale());
      case ENDED -> new State("", words.saleClosed());
    };
  }
}
