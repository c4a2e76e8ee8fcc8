package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.checkin.Checkin;
import org.onsale.checkin.ScanResult;
import org.onsale.identity.Caller;
import org.onsale.identity.GateOnly;
import org.onsale.platform.EventId;
import org.onsale.platform.FieldError;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;
import org.onsale.tickets.QrPicture;
import org.onsale.tickets.Ticket;

/** Scans at the gates of an event. */
@Path("/api/v1/gates/{event}")
@Tag(name = "Gates")
@Produces(MediaType.APPLICATION_JSON)
@GateOnly
public class ScansResource {
  /** A scanner may meet any QR code, which holds 4,296 characters at most; most are shorter. */
  private static final int MAX_CODE = 4096;

  private static final Pattern SCAN_ID =
      Pattern.compile("[A-Za-z0-9._:-]{1," + Checkin.MAX_SCAN_ID + "}");

  private final EventPath events;
  private final Catalog catalog;
  private final Checkin checkin;
  private final Caller caller;

  @Inject
  public ScansResource(EventPath events, Catalog catalog, Checkin checkin, Caller caller) {
    this.events = events;
    this.catalog = catalog;
    this.checkin = checkin;
    this.caller = caller;
  }

  /** The code of a ticket, and an id for the scan so that it can be repeated. */
  public record ScanBody(@Nullable String code, @Nullable String scanId) {}

  /** The gate's answer. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ScanView(
      String result,
      String reason,
      @Nullable TicketView ticket,
      @Nullable Instant admittedAt,
      @Nullable String admittedGate,
      @Nullable OtherEvent otherEvent) {}

  /** The event that a ticket of another event is for. */
  public record OtherEvent(String id, String name, Instant startsAt) {}

  /** What the gate shows of a ticket. */
  public record TicketView(String id, String place, String category, String holder) {}

  /** What a gate shows of its event. */
  public record GateView(String event, String name, Instant startsAt, long admitted, long valid) {}

  @POST
  @Path("/scans")
  @Consumes(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      summary = "Scan a ticket",
      description =
          "A ticket is admitted once. The same scanId with the same code gets the same answer;"
              + " make it a UUID, so that no two devices ever use the same.")
  public ScanView scan(@PathParam("event") String reference, @Nullable ScanBody body) {
    Event event = events.any(reference);
    ScanBody scan = Bodies.present(body);
    String code = Fields.text(scan.code()).strip();
    if (code.isEmpty() || code.length() > MAX_CODE) {
      throw Problem.invalid("code", "Send the code of a ticket, no more than 4096 characters.")
          .asException();
    }
    String scanId = scan.scanId();
    if (scanId != null && !SCAN_ID.matcher(scanId).matches()) {
      throw Problem.invalid("scanId", "1 to 64 letters, digits or -_.: such as a UUID.")
          .asException();
    }
    return checkin
        .scan(event.id(), caller.name(), code, scanId)
        .map(this::view)
        .orElseThrow(() -> scanIdReused().asException());
  }

  private static Problem scanIdReused() {
    return Problem.of(422, "scan-id-reused", "The scan id was used for another code")
        .withDetail("A repeated scan is the same code again; another code needs a new scanId.")
        .withErrors(List.of(new FieldError("scanId", "Used for another code before.")));
  }

  private ScanView view(ScanResult result) {
    Ticket ticket = result.ticket();
    EventId other = result.otherEvent();
    return new ScanView(
        result.verdict().name().toLowerCase(Locale.ROOT),
        result.reason(),
        ticket == null
            ? null
            : new TicketView(
                ticket.id().grouped(),
                ticket.place(PageLanguage.reader()),
                ticket.category(),
                ticket.holder()),
        result.admittedAt(),
        result.admittedGate(),
        other == null
            ? null
            : catalog
                .event(other)
                .map(event -> new OtherEvent(other.toString(), event.name(), event.startsAt()))
                .orElse(null));
  }

  /** The code on a picture; null when there is none. */
  public record PictureView(@Nullable String code) {}

  @POST
  @Path("/pictures")
  @Consumes("image/jpeg")
  @RunOnVirtualThread
  @Operation(
      summary = "Find the code on a camera's picture",
      description =
          "For browsers that cannot read QR codes themselves. A JPEG of at most 512 KiB and 4"
              + " megapixels; scan the code that is found.")
  public PictureView picture(@PathParam("event") String reference, byte[] jpeg) {
    events.any(reference);
    return switch (QrPicture.look(jpeg)) {
      case QrPicture.Sight.Code code -> new PictureView(code.text());
      case QrPicture.Sight.Nothing nothing -> new PictureView(null);
      case QrPicture.Sight.NoPicture none ->
          throw Problem.invalid("body", "Send a JPEG of at most 4 megapixels.").asException();
    };
  }

  @GET
  @RunOnVirtualThread
  @Operation(summary = "The gate's event, and how many have gone in")
  public GateView gate(@PathParam("event") String reference) {
    Event event = events.any(reference);
    Checkin.Counts counts = checkin.counts(event.id());
    return new GateView(
        event.id().toString(), event.name(), event.startsAt(), counts.admitted(), counts.valid());
  }
}
