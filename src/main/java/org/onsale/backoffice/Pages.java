package org.onsale.backoffice;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers that all pages give alike. */
final class Pages {
  private static final Map<String, String> DONE =
      Map.ofEntries(
          Map.entry("saved", "Saved."),
          Map.entry("created", "Created."),
          Map.entry("removed", "Removed."),
          Map.entry("published", "Published: the event is public now."),
          Map.entry("unpublished", "Unpublished: the public does not see the event any more."),
          Map.entry("blocked", "Kept back."),
          Map.entry("unblocked", "Given to the sale."),
          Map.entry("released", "Released: all of it is on sale."),
          Map.entry("due", "It is due now, under the same Message-ID."),
          Map.entry("unprovided", "Nothing was sent: there is no provider for it."),
          Map.entry("imported", "Imported."),
          Map.entry("postponed", "Postponed: everybody who has tickets is told."),
          Map.entry("refunded", "Refunded: the tickets are void and the places free."),
          Map.entry("taken", "Paid at the box office: the tickets are on their way to the buyer."),
          Map.entry(
              "not-reserved", "Nothing was done: the order does not wait for the box office."),
          Map.entry(
              "reservation-over",
              "Nothing was done: the reservation is over. Take no money for it."),
          Map.entry(
              "reservation-overtaken",
              "The buyer chose to pay otherwise, or the time ran out, in this very moment. See where"
                  + " the order stands; unless it is paid here, hand the money back."),
          Map.entry("asked-again", "Asked again."),
          Map.entry("nothing-chosen", "Nothing was refunded: choose tickets that are paid."),
          Map.entry("overtaken", "Nothing was done: somebody else was faster."),
          Map.entry("compared", "Compared just now."),
          Map.entry("mended", "Mended."),
          Map.entry("settled", "Taken out of the list."),
          Map.entry("keys-saved", "Saved: new payments are taken with these keys."),
          Map.entry("keys-retired", "Done: these keys only finish what was begun with them."),
          Map.entry("paused", "Paused: nothing is sent."),
          Map.entry("resumed", "Resumed: what has waited is due now."),
          Map.entry("tested", "A test is due now. It stands in the list below."),
          Map.entry("replayed", "It is due now, under the same id."),
          Map.entry("revoked", "Revoked: it opens nothing any more."));

  private Pages() {}

  /** To a page that is to say what was done, so that loading it again does nothing twice. */
  static Response done(String path, String what) {
    return Response.seeOther(URI.create(path + "?done=" + what)).build();
  }

  /** The sentence for what was done; empty for nothing, and for words that nobody sent here. */
  static String sentence(@Nullable String done) {
    return done == null ? "" : DONE.getOrDefault(done, "");
  }

  /** The form again, with what is wrong. */
  static Response refused(TemplateInstance page) {
    return Response.status(422).entity(page).build();
  }

  /** The form again: somebody else was faster. */
  static Response conflict(TemplateInstance page) {
    return Response.status(409).entity(page).build();
  }

  static Response page(TemplateInstance page) {
    return Response.ok(page).build();
  }
}
