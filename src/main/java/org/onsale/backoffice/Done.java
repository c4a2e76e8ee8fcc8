package org.onsale.backoffice;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Phrase;

/**
 * What a page says of the step that led to it.
 *
 * @param words empty when there is nothing to say
 * @param tone good, or warn when nothing came of it
 */
public record Done(String words, String tone) {
  static final Done NOTHING = new Done("", "");

  private static final Map<String, Phrase> DONE =
      Map.ofEntries(
          Map.entry("saved", Phrase.of("Saved.")),
          Map.entry("created", Phrase.of("Created.")),
          Map.entry("removed", Phrase.of("Removed.")),
          Map.entry("published", Phrase.of("Published: the event is public now.")),
          Map.entry(
              "unpublished", Phrase.of("Unpublished: the public does not see the event any more.")),
          Map.entry("blocked", Phrase.of("Kept back.")),
          Map.entry("unblocked", Phrase.of("Given to the sale.")),
          Map.entry("released", Phrase.of("Released: all of it is on sale.")),
          Map.entry("due", Phrase.of("It is due now, under the same Message-ID.")),
          Map.entry("imported", Phrase.of("Imported.")),
          Map.entry("postponed", Phrase.of("Postponed: everybody who has tickets is told.")),
          Map.entry("refunded", Phrase.of("Refunded: the tickets are void and the places free.")),
          Map.entry(
              "taken",
              Phrase.of("Paid at the box office: the tickets are on their way to the buyer.")),
          Map.entry("asked-again", Phrase.of("Asked again.")),
          Map.entry("compared", Phrase.of("Compared just now.")),
          Map.entry("mended", Phrase.of("Mended.")),
          Map.entry("settled", Phrase.of("Taken out of the list.")),
          Map.entry("keys-saved", Phrase.of("Saved: new payments are taken with these keys.")),
          Map.entry(
              "keys-retired", Phrase.of("Done: these keys only finish what was begun with them.")),
          Map.entry("paused", Phrase.of("Paused: nothing is sent.")),
          Map.entry("resumed", Phrase.of("Resumed: what has waited is due now.")),
          Map.entry("tested", Phrase.of("A test is due now. It stands in the list below.")),
          Map.entry("replayed", Phrase.of("It is due now, under the same id.")),
          Map.entry("revoked", Phrase.of("Revoked: it opens nothing any more.")));

  private static final Map<String, Phrase> NOT_DONE =
      Map.ofEntries(
          Map.entry("unprovided", Phrase.of("Nothing was sent: there is no provider for it.")),
          Map.entry("not-all-compared", Phrase.of("Not all books could be read.")),
          Map.entry(
              "not-reserved",
              Phrase.of("Nothing was done: the order does not wait for the box office.")),
          Map.entry(
              "reservation-over",
              Phrase.of("Nothing was done: the reservation is over. Take no money for it.")),
          Map.entry(
              "reservation-overtaken",
              Phrase.of(
                  "The buyer chose to pay otherwise, or the time ran out, in this very moment. See"
                      + " where the order stands; unless it is paid here, hand the money back.")),
          Map.entry(
              "nothing-chosen", Phrase.of("Nothing was refunded: choose tickets that are paid.")),
          Map.entry("overtaken", Phrase.of("Nothing was done: somebody else was faster.")));

  /** By the word in the page's address; words that nobody sent here say nothing. */
  static Done of(@Nullable String word) {
    if (word == null) {
      return NOTHING;
    }
    Phrase nothing = NOT_DONE.get(word);
    if (nothing != null) {
      return not(PageLanguage.say(nothing));
    }
    Phrase done = DONE.get(word);
    return done == null ? NOTHING : new Done(PageLanguage.say(done), "good");
  }

  /** A step of which nothing came, and why. */
  static Done not(String why) {
    return new Done(why, "warn");
  }

  public boolean isEmpty() {
    return words.isEmpty();
  }
}
