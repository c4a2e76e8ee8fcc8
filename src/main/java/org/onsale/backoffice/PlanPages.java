package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;
import org.onsale.seating.ImportOutcome;
import org.onsale.seating.PlanError;
import org.onsale.seating.PlanSummary;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

/** The seating plans: list, import a new one or a new version, look at one. */
@Path("/office/plans")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class PlanPages {
  private static final int PAGE = 50;

  /** A line of the table of plans. */
  public record PlanLine(String id, String name, int version, String seats, String changed) {
    static PlanLine of(PlanSummary plan) {
      return new PlanLine(
          Long.toString(plan.plan()),
          plan.name(),
          plan.version(),
          Amounts.count(plan.seats()),
          Times.shown(plan.changedAt(), ZoneOffset.UTC) + " UTC");
    }
  }

  /** A category and how many seats it has. */
  public record CategoryLine(String name, String color, int seats) {}

  /**
   * The faults of a file that was refused.
   *
   * @param more how many there are beyond those told
   * @param drawing where they are; null when none of them has a place
   */
  public record Faults(
      List<PlanError> errors, int count, int more, @Nullable FaultPicture drawing) {
    static final Faults NONE = new Faults(List.of(), 0, 0, null);

    static Faults of(ImportOutcome.Refused refused) {
      return new Faults(
          refused.errors(),
          refused.count(),
          refused.count() - refused.errors().size(),
          FaultPicture.of(refused.sketch()));
    }
  }

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance plans(Page<PlanLine> plans, Form form, Faults faults, Done done);

    static native TemplateInstance plan(
        PlanLine plan,
        List<CategoryLine> categories,
        PlanPicture picture,
        Form form,
        Faults faults,
        Done done);
  }

  private final Plans plans;

  @Inject
  PlanPages(Plans plans) {
    this.plans = plans;
  }

  @GET
  public TemplateInstance list(
      @QueryParam("cursor") @Nullable String cursor, @QueryParam("done") @Nullable String done) {
    return list(cursor, Form.empty(), Faults.NONE, Done.of(done));
  }

  private TemplateInstance list(@Nullable String cursor, Form form, Faults faults, Done done) {
    return Templates.plans(plans.list(cursor, PAGE).map(PlanLine::of), form, faults, done);
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response imported() {
    Form form = SentForm.read();
    Optional<byte[]> file = SentForm.file("file", Plans.MAX_FILE);
    if (file.isEmpty()) {
      return Pages.refused(
          list(null, form.refused("file", "Choose a file."), Faults.NONE, Done.NOTHING));
    }
    return switch (plans.importPlan(form.value("name"), new ByteArrayInputStream(file.get()))) {
      case ImportOutcome.Imported done -> Pages.done("/office/plans/" + done.plan(), "imported");
      case ImportOutcome.Refused refused ->
          Pages.refused(list(null, form, Faults.of(refused), Done.NOTHING));
      case ImportOutcome.UnknownPlan unknown -> throw Problem.notFound("plan").asException();
    };
  }

  @GET
  @Path("{plan}")
  public TemplateInstance plan(
      @PathParam("plan") String id, @QueryParam("done") @Nullable String done) {
    return plan(find(plans, id), Form.empty(), Faults.NONE, Done.of(done));
  }

  static PlanSummary find(Plans plans, String id) {
    return Optional.of(id)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .flatMap(text -> plans.find(Long.parseLong(text)))
        .orElseThrow(() -> Problem.notFound("seating plan").asException());
  }

  private TemplateInstance plan(PlanSummary summary, Form form, Faults faults, Done done) {
    SeatingPlan plan = plans.load(summary.plan(), summary.version());
    List<CategoryLine> categories =
        plan.categories().stream()
            .map(each -> new CategoryLine(each.name(), each.color(), plan.seatsOf(each.number())))
            .toList();
    return Templates.plan(
        PlanLine.of(summary), categories, PlanPicture.of(plan), form, faults, done);
  }

  @POST
  @Path("{plan}")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response version(@PathParam("plan") String id) {
    PlanSummary plan = find(plans, id);
    Optional<byte[]> file = SentForm.file("file", Plans.MAX_FILE);
    if (file.isEmpty()) {
      Form form = Form.empty().refused("file", "Choose a file.");
      return Pages.refused(plan(plan, form, Faults.NONE, Done.NOTHING));
    }
    return switch (plans.importVersion(plan.plan(), new ByteArrayInputStream(file.get()))) {
      case ImportOutcome.Imported done -> Pages.done("/office/plans/" + done.plan(), "imported");
      case ImportOutcome.Refused refused ->
          Pages.refused(plan(plan, Form.empty(), Faults.of(refused), Done.NOTHING));
      case ImportOutcome.UnknownPlan unknown -> throw Problem.notFound("plan").asException();
    };
  }
}
