package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.Caller;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.Mismatch;
import org.onsale.orders.Reconciliation;
import org.onsale.platform.Money;
import org.onsale.platform.Page;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Phrase;
import org.onsale.platform.Problem;

/** Where the gateways' books and ours do not agree. */
@Path("/api/v1/organiser/reconciliation")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: sales")
public final class OrganiserReconciliation {
  private final Reconciliation reconciliation;
  private final Caller caller;

  @Inject
  OrganiserReconciliation(Reconciliation reconciliation, Caller caller) {
    this.reconciliation = reconciliation;
    this.caller = caller;
  }

  /**
   * A payment or refund that does not agree.
   *
   * @param kind charged, set_aside, not_charged, amount, given_back, not_given_back, stuck or
   *     refund_failed
   * @param mendable whether a mend does the one right thing
   */
  public record MismatchView(
      String id,
      String kind,
      String order,
      String method,
      Money amount,
      String detail,
      boolean mendable,
      Instant foundAt) {
    static MismatchView of(Mismatch mismatch) {
      return new MismatchView(
          Long.toString(mismatch.id()),
          mismatch.kind().name().toLowerCase(Locale.ROOT),
          mismatch.order().value(),
          mismatch.method(),
          mismatch.amount(),
          PageLanguage.say(mismatch.detail()),
          mismatch.kind().canBeMended(),
          mismatch.foundAt());
    }
  }

  @GET
  @Operation(
      summary = "What does not agree, the newest first",
      description =
          "The books are compared every hour: what the gateways have, with our payments, and our"
              + " payments with what the gateways say. What is under way is left alone.")
  public Page<MismatchView> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return reconciliation.open(cursor, Bodies.limit(limit)).map(MismatchView::of);
  }

  /**
   * How far the books of a payment method are compared.
   *
   * @param comparedTo what changed until then was compared; left out before the first time
   * @param unreadSince left out when they could be read the last time
   */
  public record BooksView(
      String method, @Nullable Instant comparedTo, @Nullable Instant unreadSince) {}

  @GET
  @Path("books")
  @Operation(
      summary = "How far the books of each payment method are compared",
      description = "What happened in books that cannot be read, is compared when they can.")
  public Page<BooksView> books() {
    return new Page<>(reconciliation.books(), null)
        .map(books -> new BooksView(books.method(), books.comparedTo(), books.unreadSince()));
  }

  /**
   * What came of a comparison.
   *
   * @param unread the payment methods whose books could not be read
   */
  public record ComparedView(long payments, long open, List<String> unread) {}

  @POST
  @Path("comparisons")
  @Operation(summary = "Compare the books now")
  public ComparedView compare() {
    Reconciliation.Compared compared = reconciliation.compare();
    return new ComparedView(compared.payments(), compared.open(), compared.unread());
  }

  /** What became of a mismatch. */
  public record MendedView(String status) {}

  @POST
  @Path("{mismatch}/mend")
  @Operation(
      summary = "Do the one right thing",
      description =
          "Gives back what was charged without an order, lets go what is set aside, asks again for"
              + " a refund that failed. Twice is once.")
  @APIResponse(responseCode = "409", description = "The gateway refuses, or a person has to look")
  public MendedView mend(@PathParam("mismatch") String id) {
    return switch (reconciliation.mend(Bodies.id(id, "mismatch"), caller.name())) {
      case Reconciliation.Mended.Done done -> new MendedView("mended");
      case Reconciliation.Mended.NotOpen none -> throw Problem.notFound("mismatch").asException();
      case Reconciliation.Mended.Refused(Phrase why) ->
          throw Problem.of(409, "not-mended", "This could not be mended")
              .withDetail(why)
              .asException();
    };
  }

  @POST
  @Path("{mismatch}/settle")
  @Operation(summary = "Take it out of the queue: a person has looked at it")
  public MendedView settle(@PathParam("mismatch") String id) {
    if (!reconciliation.settle(Bodies.id(id, "mismatch"), caller.name())) {
      throw Problem.notFound("mismatch").asException();
    }
    return new MendedView("settled");
  }
}
