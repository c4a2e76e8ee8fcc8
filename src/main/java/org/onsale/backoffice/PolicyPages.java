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
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.PoliciesDetails;
import org.onsale.identity.OrganiserOnly;

/** What the organiser of an event promises its buyers. */
@Path("/office/events/{event}/policies")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class PolicyPages {

  /** The hours that a form offers to whoever begins to allow refunds: two days. */
  private static final String USUAL_HOURS = "48";

  /** The hours that a form offers to whoever begins to take money at the box office: three days. */
  private static final String USUAL_RESERVATION = "72";

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance policies(EventHead head, Form form, Done done);
  }

  private final Catalog catalog;
  private final OfficeEvents events;

  @Inject
  PolicyPages(Catalog catalog, OfficeEvents events) {
    this.catalog = catalog;
    this.events = events;
  }

  @GET
  public TemplateInstance show(
      @PathParam("event") String reference, @QueryParam("done") @Nullable String done) {
    Event event = events.find(reference);
    return page(event, form(event), Done.of(done));
  }

  private TemplateInstance page(Event event, Form form, Done done) {
    return Templates.policies(events.head(event, "policies"), form, done);
  }

  private static Form form(Event event) {
    PoliciesDetails policies = PoliciesDetails.of(event.policies());
    Form form =
        Form.empty()
            .with("version", Long.toString(event.version()))
            .with("latePayment", String.valueOf(policies.latePayment()))
            .with("refunds.hoursBefore", USUAL_HOURS)
            .with("boxOffice.hours", USUAL_RESERVATION);
    PoliciesDetails.Refunds refunds = policies.refunds();
    if (refunds != null) {
      form.with("refunds", Form.TICKED)
          .with("refunds.hoursBefore", String.valueOf(refunds.hoursBefore()));
      tick(form, "refunds.withFees", refunds.withFees());
      tick(form, "refunds.singleTickets", refunds.singleTickets());
    }
    PoliciesDetails.BoxOffice boxOffice = policies.boxOffice();
    if (boxOffice != null) {
      form.with("boxOffice", Form.TICKED)
          .with("boxOffice.hours", String.valueOf(boxOffice.hours()));
    }
    return form;
  }

  private static void tick(Form form, String field, @Nullable Boolean ticked) {
    if (Boolean.TRUE.equals(ticked)) {
      form.with(field, Form.TICKED);
    }
  }

  private static PoliciesDetails details(Form form) {
    return new PoliciesDetails(
        form.value("latePayment"),
        form.has("refunds")
            ? new PoliciesDetails.Refunds(
                form.integer("refunds.hoursBefore"),
                form.has("refunds.withFees"),
                form.has("refunds.singleTickets"))
            : null,
        form.has("boxOffice")
            ? new PoliciesDetails.BoxOffice(form.integer("boxOffice.hours"))
            : null);
  }

  @POST
  public Response save(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    return OfficeEvents.answer(
        catalog.setPolicies(event.id(), EventPages.version(form), details(form)),
        "/policies",
        "saved",
        errors -> page(event, form.refused(errors), Done.NOTHING),
        current -> page(current, OfficeEvents.overtaken(form, current), Done.NOTHING));
  }
}
