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
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Sale;
import org.onsale.orders.Sales;
import org.onsale.platform.Problem;
import org.onsale.tickets.Calendar;
import org.onsale.tickets.QrCode;
import org.onsale.tickets.Ticket;
import org.onsale.tickets.TicketId;
import org.onsale.tickets.TicketPdf;
import org.onsale.tickets.Tickets;

/** The tickets of a paid order as files. */
@Path("/api/v1/orders/{code}/tickets")
@Tag(name = "Buying")
public class TicketsResource {
  private final OrderPath orders;
  private final EventPath events;
  private final Sales sales;
  private final Tickets tickets;
  private final OrderSecrets secrets;
  private final URI publicUrl;

  @Inject
  public TicketsResource(
      OrderPath orders,
      EventPath events,
      Sales sales,
      Tickets tickets,
      OrderSecrets secrets,
      @ConfigProperty(name = "onsale.public-url", defaultValue = "http://localhost:8080")
          URI publicUrl) {
    this.orders = orders;
    this.events = events;
    this.sales = sales;
    this.tickets = tickets;
    this.secrets = secrets;
    this.publicUrl = publicUrl;
  }

  @GET
  @Path("/all.pdf")
  @Produces("application/pdf")
  @RunOnVirtualThread
  @Operation(summary = "The tickets of a paid order as a PDF, one page each")
  public Response pdfOfAll(
      @PathParam("code") String code, @QueryParam("secret") @Nullable String secret) {
    return pdf(paid(code, secret), ticket -> true);
  }

  @GET
  @Path("/{ticket}.pdf")
  @Produces("application/pdf")
  @RunOnVirtualThread
  @Operation(summary = "One ticket of a paid order as a PDF")
  public Response pdfOfOne(
      @PathParam("code") String code,
      @PathParam("ticket") String only,
      @QueryParam("secret") @Nullable String secret) {
    return pdf(paid(code, secret), ticket -> ticket.id().value().equals(only));
  }

  private Response pdf(Order order, Predicate<Ticket> wanted) {
    Event event = event(order);
    Sale sale = sales.of(event);
    List<TicketPdf.Coded> coded =
        tickets.of(order.code()).stream()
            .filter(ticket -> !ticket.revoked())
            .filter(wanted)
            .map(ticket -> tickets.coded(ticket, sale))
            .toList();
    if (coded.isEmpty()) {
      throw Problem.notFound("ticket").asException();
    }
    return Response.ok(TicketPdf.draw(event, order, coded))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "inline; filename=\"tickets-" + order.code().value() + ".pdf\"")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .build();
  }

  @GET
  @Path("/event.ics")
  @Produces("text/calendar")
  @RunOnVirtualThread
  @Operation(summary = "The event of a paid order as a calendar entry")
  public Response calendar(
      @PathParam("code") String code, @QueryParam("secret") @Nullable String secret) {
    Order order = paid(code, secret);
    String page =
        publicUrl + "/orders/" + order.code().value() + "?secret=" + secrets.of(order.code());
    return Response.ok(Calendar.of(event(order), order, page), "text/calendar;charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"event.ics\"")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .build();
  }

  @GET
  @Path("/{ticket}.svg")
  @Produces("image/svg+xml")
  @RunOnVirtualThread
  @Operation(summary = "The QR code of a ticket")
  public Response qr(
      @PathParam("code") String code,
      @PathParam("ticket") String ticketId,
      @QueryParam("secret") @Nullable String secret) {
    Order order = paid(code, secret);
    Ticket ticket =
        TicketId.parse(ticketId)
            .flatMap(id -> tickets.find(order.code().event(), id))
            .filter(found -> found.order().equals(order.code()) && !found.revoked())
            .orElseThrow(() -> Problem.notFound("ticket").asException());
    return Response.ok(QrCode.of(tickets.code(ticket)).svg())
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .build();
  }

  private Order paid(String code, @Nullable String secret) {
    Order order = orders.open(code, secret);
    if (order.status() != Order.Status.PAID) {
      throw Problem.of(409, "order-not-paid", "The order is not paid")
          .withDetail("Tickets are given out once the payment is captured.")
          .asException();
    }
    return order;
  }

  private Event event(Order order) {
    return events.any(order.code().event().toString());
  }
}
