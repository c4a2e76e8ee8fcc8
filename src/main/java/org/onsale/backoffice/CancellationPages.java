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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.onsale.catalog.Event;
import org.onsale.identity.Caller;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.Cancellation;
import org.onsale.orders.Cancellations;
import org.onsale.orders.PublishOutcome;
import org.onsale.orders.RefundRequest;
import org.onsale.platform.Problem;

/** Cancels an event, and shows how its money goes back. */
@Path("/office/events/{event}/cancellation")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class CancellationPages {

  /**
   * How far it is.
   *
   * @param percent of the orders that were paid
   */
  public record ProgressView(
      String by,
      String reason,
      String startedAt,
      String finishedAt,
      String sold,
      String refunded,
      String open,
      long failed,
      String given,
      long percent) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance cancellation(EventHead head, Form form);

    static native TemplateInstance cancellationProgress(EventHead head, ProgressView progress);
  }

  private final Cancellations cancellations;
  private final OfficeEvents events;
  private final Caller caller;

  @Inject
  CancellationPages(Cancellations cancellations, OfficeEvents events, Caller caller) {
    this.cancellations = cancellations;
    this.events = events;
    this.caller = caller;
  }

  @GET
  public TemplateInstance show(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Optional<Cancellation> cancellation = cancellations.of(event);
    EventHead head = events.head(event, "overview");
    return cancellation.isPresent()
        ? Templates.cancellationProgress(head, view(event, cancellation.get()))
        : Templates.cancellation(head, Form.empty());
  }

  private static ProgressView view(Event event, Cancellation cancellation) {
    var zone = event.venue().timeZone();
    var ended = cancellation.finishedAt();
    return new ProgressView(
        cancellation.by(),
        cancellation.reason(),
        Times.shown(cancellation.startedAt(), zone),
        ended == null ? "" : Times.shown(ended, zone),
        Amounts.count(cancellation.sold()),
        Amounts.count(cancellation.refunded()),
        Amounts.count(cancellation.open()),
        cancellation.failed(),
        Amounts.shown(cancellation.given()),
        cancellation.sold() == 0 ? 100 : cancellation.refunded() * 100 / cancellation.sold());
  }

  /** Whoever cancels an event has to write its name: a button alone is pressed too easily. */
  @POST
  public Response cancel(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    String reason = form.value("reason").strip();
    if (!form.value("eventName").strip().equalsIgnoreCase(event.name().strip())) {
      form.refused("eventName", "Write {1}, so that the right one is cancelled.", event.name());
    }
    if (reason.length() > RefundRequest.MAX_REASON) {
      form.refused("reason", "Is longer than {1} characters.", RefundRequest.MAX_REASON);
    }
    if (form.errors().isEmpty()) {
      switch (cancellations.cancel(event.id(), caller.name(), reason)) {
        case PublishOutcome.Published published -> {
          return Pages.done(OfficeEvents.path(event, "/cancellation"), "saved");
        }
        case PublishOutcome.Refused(var errors) -> form.refused(errors);
        case PublishOutcome.Conflict conflict ->
            form.refused("version", "Somebody else changed the event just now. Try again.");
        case PublishOutcome.NoSuchEvent none -> throw Problem.notFound("event").asException();
      }
    }
    return Pages.refused(Templates.cancellation(events.head(event, "overview"), form));
  }
}
