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
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.Problem;
import org.onsale.seating.PlanSummary;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

/** Gives seats of a plan another price category, on its map or by their names. */
@Path("/office/plans/{plan}/paint")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class PaintPages {
  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance paint(
        PlanPages.PlanLine plan, List<Brush> brushes, SeatMapView map, Form form);
  }

  /** A category to paint with. */
  public record Brush(int category, String name, String color, boolean chosen) {}

  private final Plans plans;

  @Inject
  PaintPages(Plans plans) {
    this.plans = plans;
  }

  @GET
  public TemplateInstance show(@PathParam("plan") String id) {
    PlanSummary plan = PlanPages.find(plans, id);
    return page(plan, Form.empty().with("version", Integer.toString(plan.version())));
  }

  private TemplateInstance page(PlanSummary plan, Form form) {
    SeatingPlan seating = plans.load(plan.plan(), plan.version());
    return Templates.paint(
        PlanPages.PlanLine.of(plan), brushes(seating, form), SeatMapView.of(seating, null), form);
  }

  private static List<Brush> brushes(SeatingPlan plan, Form form) {
    Integer chosen = form.integer("category");
    return plan.categories().stream()
        .map(
            each ->
                new Brush(
                    each.number(),
                    each.name(),
                    each.color(),
                    Integer.valueOf(each.number()).equals(chosen)))
        .toList();
  }

  @POST
  public Response paint(@PathParam("plan") String id) {
    PlanSummary plan = PlanPages.find(plans, id);
    Form form = SentForm.read();
    SeatingPlan seating = plans.load(plan.plan(), plan.version());
    Integer category = form.integer("category");
    if (brushes(seating, form).stream().noneMatch(Brush::chosen)) {
      form.refused("category", "Choose a category.");
    }
    BitSet seats = PickedSeats.of(form, seating);
    if (seats.isEmpty() && !form.wrong("seats")) {
      form.refused("seats", "Choose seats on the map, or name them.");
    }
    if (category == null || !form.errors().isEmpty()) {
      return Pages.refused(page(plan, form));
    }
    Integer version = form.integer("version");
    return switch (plans.paint(
        plan.plan(),
        version == null ? 0 : version,
        seats.stream().boxed().collect(Collectors.toSet()),
        category)) {
      case Plans.PaintOutcome.Painted painted ->
          Pages.done("/office/plans/" + plan.plan(), "saved");
      case Plans.PaintOutcome.Overtaken() ->
          Pages.conflict(
              page(
                  plan,
                  form.with("version", Integer.toString(plan.version()))
                      .refused(
                          "version",
                          "Somebody else made a new version of the plan meanwhile. Check your choice and save again.")));
      case Plans.PaintOutcome.NoSuchPlan() -> throw Problem.notFound("seating plan").asException();
    };
  }
}
