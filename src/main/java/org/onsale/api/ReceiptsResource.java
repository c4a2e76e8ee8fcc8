package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.orders.Receipt;
import org.onsale.orders.Receipts;
import org.onsale.orders.Refund;
import org.onsale.orders.Refunds;
import org.onsale.platform.Problem;
import org.onsale.tickets.ReceiptPdf;

/** What proves that an order was paid, or that money came back. */
@Path("/api/v1/orders/{code}")
@Produces("application/pdf")
@RunOnVirtualThread
@Tag(name = "Buying")
public class ReceiptsResource {
  private final OrderPath orders;
  private final EventPath events;
  private final Receipts receipts;
  private final Refunds refunds;

  @Inject
  ReceiptsResource(OrderPath orders, EventPath events, Receipts receipts, Refunds refunds) {
    this.orders = orders;
    this.events = events;
    this.receipts = receipts;
    this.refunds = refunds;
  }

  @GET
  @Path("receipt.pdf")
  @Operation(summary = "The receipt of a paid order; it has its number from then on")
  @APIResponse(responseCode = "409", description = "The order was never paid")
  public Response receipt(
      @PathParam("code") String code, @QueryParam("secret") @Nullable String secret) {
    Order order = orders.open(code, secret);
    Receipt receipt =
        receipts
            .of(order.code())
            .orElseThrow(
                () -> Problem.of(409, "order-not-paid", "The order is not paid").asException());
    return pdf(ReceiptPdf.receipt(event(order), order, receipt), receipt);
  }

  @GET
  @Path("credit-notes/{refund}.pdf")
  @Operation(summary = "The credit note of a refund; it has its number from then on")
  public Response creditNote(
      @PathParam("code") String code,
      @PathParam("refund") int number,
      @QueryParam("secret") @Nullable String secret) {
    Order order = orders.open(code, secret);
    Refund refund =
        refunds.of(order.code()).stream()
            .filter(given -> given.number() == number)
            .findFirst()
            .orElseThrow(() -> Problem.notFound("refund").asException());
    Receipt receipt = receipts.ofRefund(order.code(), number).orElseThrow();
    return pdf(ReceiptPdf.creditNote(event(order), order, receipt, refund), receipt);
  }

  private Event event(Order order) {
    return events.any(order.code().event().toString());
  }

  private static Response pdf(byte[] bytes, Receipt receipt) {
    return Response.ok(bytes)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "inline; filename=\"" + receipt.shownNumber() + ".pdf\"")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .build();
  }
}
