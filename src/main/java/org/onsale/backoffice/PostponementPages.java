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
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.Postponement;
import org.onsale.catalog.PostponementDetails;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.PostponementProgress;
import org.onsale.orders.Postponements;

/** Puts an event off, and shows what its buyers chose. */
@Path("/office/events/{event}/postponement")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class PostponementPages {

  /**
   * What the buyers chose.
   *
   * @param now the new start; empty while it is open
   */
  public record ProgressView(
      String was,
      String now,
      String chooseUntil,
      String asked,
      String kept,
      String askedBack,
      String open,
      String given) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance postponement(
        EventHead head, @Nullable ProgressView progress, Form form, Done done);
  }

  private final Catalog catalog;
  private final Postponements postponements;
  private final OfficeEvents events;

  @Inject
  PostponementPages(Catalog catalog, Postponements postponements, OfficeEvents events) {
    this.catalog = catalog;
    this.postponements = postponements;
    this.events = events;
  }

  @GET
  public TemplateInstance show(
      @PathParam("event") String reference, @QueryParam("done") @Nullable String done) {
    Event event = events.find(reference);
    Form form = Form.empty().with("version", Long.toString(event.version()));
    return page(event, form, Done.of(done));
  }

  private TemplateInstance page(Event event, Form form, Done done) {
    return Templates.postponement(events.head(event, "overview"), progress(event), form, done);
  }

  private @Nullable ProgressView progress(Event event) {
    Postponement postponement = event.postponement();
    PostponementProgress progress = postponements.progress(event).orElse(null);
    if (postponement == null || progress == null) {
      return null;
    }
    ZoneId zone = event.venue().timeZone();
    return new ProgressView(
        Times.shown(postponement.was(), zone),
        event.hasOpenDate() ? "" : Times.shown(event.startsAt(), zone),
        Times.shown(postponement.chooseUntil(), zone),
        Amounts.count(progress.asked()),
        Amounts.count(progress.kept()),
        Amounts.count(progress.askedBack()),
        Amounts.count(progress.open()),
        Amounts.shown(progress.given()));
  }

  @POST
  public Response postpone(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    ZoneId zone = event.venue().timeZone();
    var details =
        new PostponementDetails(
            form.has("dateOpen"),
            Times.instant(form.value("startsAt"), zone),
            Times.instant(form.value("chooseUntil"), zone));
    return OfficeEvents.answer(
        catalog.postpone(event.id(), EventPages.version(form), details),
        "/postponement",
        "postponed",
        errors -> page(event, form.refused(errors), Done.NOTHING),
        current -> page(current, OfficeEvents.overtaken(form, current), Done.NOTHING));
  }
}
