package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.Caller;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.Mismatch;
import org.onsale.orders.Reconciliation;
import org.onsale.platform.Page;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Phrase;

/** Where the gateways' books and ours do not agree, and the one click that mends it. */
@Path("/office/reconciliation")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class ReconciliationPages {
  private static final int PAGE = 50;

  /**
   * A line of the queue.
   *
   * @param what in a few words
   * @param mend the word on its button; null when a person has to look
   */
  public record MismatchLine(
      long id,
      String order,
      String orderPath,
      String method,
      String amount,
      String what,
      String detail,
      String foundAt,
      @Nullable String mend) {}

  /** Books that cannot be read. */
  public record UnreadBooks(String method, String since) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance reconciliation(
        Page<MismatchLine> mismatches,
        boolean first,
        String compared,
        List<UnreadBooks> unread,
        Done done);
  }

  private final Reconciliation reconciliation;
  private final Caller caller;

  @Inject
  ReconciliationPages(Reconciliation reconciliation, Caller caller) {
    this.reconciliation = reconciliation;
    this.caller = caller;
  }

  @GET
  public TemplateInstance list(
      @QueryParam("cursor") @Nullable String cursor, @QueryParam("done") @Nullable String done) {
    return page(cursor, Done.of(done));
  }

  private TemplateInstance page(@Nullable String cursor, Done done) {
    List<Reconciliation.Books> books = reconciliation.books();
    return Templates.reconciliation(
        reconciliation.open(cursor, PAGE).map(ReconciliationPages::line),
        cursor == null,
        comparedTo(books),
        books.stream().flatMap(ReconciliationPages::unread).toList(),
        done);
  }

  /** Up to which all that can be read are compared; empty before the first time. */
  private static String comparedTo(List<Reconciliation.Books> books) {
    return books.stream()
        .flatMap(each -> Stream.ofNullable(each.comparedTo()))
        .min(Comparator.naturalOrder())
        .map(ReconciliationPages::shown)
        .orElse("");
  }

  private static Stream<UnreadBooks> unread(Reconciliation.Books books) {
    return Stream.ofNullable(books.unreadSince())
        .map(since -> new UnreadBooks(books.method(), shown(since)));
  }

  private static String shown(Instant time) {
    return Times.shown(time, ZoneOffset.UTC) + " UTC";
  }

  private static MismatchLine line(Mismatch mismatch) {
    return new MismatchLine(
        mismatch.id(),
        mismatch.order().value(),
        "/office/events/" + mismatch.order().event() + "/orders/" + mismatch.order(),
        mismatch.method(),
        Amounts.shown(mismatch.amount()),
        switch (mismatch.kind()) {
          case CHARGED -> PageLanguage.say("Charged without an order");
          case SET_ASIDE -> PageLanguage.say("Set aside for nobody");
          case NOT_CHARGED -> PageLanguage.say("Paid, but not charged");
          case AMOUNT -> PageLanguage.say("Another amount");
          case GIVEN_BACK -> PageLanguage.say("Given back elsewhere");
          case NOT_GIVEN_BACK -> PageLanguage.say("Refund did not arrive");
          case STUCK -> PageLanguage.say("Under way for over an hour");
          case REFUND_FAILED -> PageLanguage.say("Refund refused");
        },
        PageLanguage.say(mismatch.detail()),
        shown(mismatch.foundAt()),
        switch (mismatch.kind()) {
          case CHARGED -> PageLanguage.say("Give it back");
          case SET_ASIDE -> PageLanguage.say("Let it go");
          case REFUND_FAILED -> PageLanguage.say("Try again");
          case NOT_CHARGED, AMOUNT, GIVEN_BACK, NOT_GIVEN_BACK, STUCK -> null;
        });
  }

  @POST
  @Path("comparisons")
  public Response compare() {
    boolean all = reconciliation.compare().unread().isEmpty();
    return Pages.done("/office/reconciliation", all ? "compared" : "not-all-compared");
  }

  @POST
  @Path("{mismatch}/mend")
  public Response mend(@PathParam("mismatch") long id) {
    return switch (reconciliation.mend(id, caller.name())) {
      case Reconciliation.Mended.Done done -> Pages.done("/office/reconciliation", "mended");
      case Reconciliation.Mended.NotOpen none -> Pages.done("/office/reconciliation", "overtaken");
      case Reconciliation.Mended.Refused(Phrase why) ->
          Pages.conflict(page(null, Done.not(PageLanguage.say("Not mended. {1}", why))));
    };
  }

  @POST
  @Path("{mismatch}/settle")
  public Response settle(@PathParam("mismatch") long id) {
    return Pages.done(
        "/office/reconciliation",
        reconciliation.settle(id, caller.name()) ? "settled" : "overtaken");
  }
}
