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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.Questionnaire;
import org.onsale.catalog.QuestionnaireDetails;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.FieldError;
import org.onsale.platform.PageLanguage;

/**
 * What the buyers of an event are asked: names, and questions of which one is changed at a time.
 */
@Path("/office/events/{event}/questions")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class QuestionPages {

  /** A row of the table of questions. */
  public record Line(String id, String label, String kind, String per, boolean required) {}

  /** What the page is made of, besides the form. */
  public record View(String version, String names, List<Line> lines) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance questions(EventHead head, View view, Form form, Done done);
  }

  private final Catalog catalog;
  private final OfficeEvents events;

  @Inject
  QuestionPages(Catalog catalog, OfficeEvents events) {
    this.catalog = catalog;
    this.events = events;
  }

  /**
   * @param id of the question to change; null for a new one
   */
  @GET
  public TemplateInstance show(
      @PathParam("event") String reference,
      @QueryParam("id") @Nullable String id,
      @QueryParam("done") @Nullable String done) {
    Event event = events.find(reference);
    Form form =
        event.questionnaire().questions().stream()
            .filter(question -> Integer.toString(question.id()).equals(id))
            .findFirst()
            .map(QuestionPages::form)
            .orElseGet(Form::empty);
    return page(event, form, Done.of(done));
  }

  private TemplateInstance page(Event event, Form form, Done done) {
    Questionnaire questionnaire = event.questionnaire();
    var view =
        new View(
            Long.toString(event.version()),
            questionnaire.names().name().toLowerCase(Locale.ROOT),
            questionnaire.questions().stream().map(QuestionPages::line).toList());
    return Templates.questions(events.head(event, "details"), view, form, done);
  }

  private static Line line(Questionnaire.Question question) {
    return new Line(
        Integer.toString(question.id()),
        question.label(),
        switch (question.kind()) {
          case TEXT -> PageLanguage.say("one line");
          case LONG_TEXT -> PageLanguage.say("several lines");
          case CHOICE -> String.join(", ", question.choices());
          case YES_NO -> PageLanguage.say("yes or no");
        },
        PageLanguage.say(question.perTicket() ? "for each ticket" : "once"),
        question.required());
  }

  private static Form form(Questionnaire.Question question) {
    Form form =
        Form.empty()
            .with("id", Integer.toString(question.id()))
            .with("label", question.label())
            .with("kind", question.kind().name().toLowerCase(Locale.ROOT))
            .with("per", question.perTicket() ? "ticket" : "order")
            .with("maxLength", Integer.toString(question.maxLength()))
            .with("choices", String.join("\n", question.choices()));
    return question.required() ? form.with("required", "on") : form;
  }

  /** Saves whether names are asked for. */
  @POST
  @Path("names")
  public Response names(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    QuestionnaireDetails now = QuestionnaireDetails.of(event.questionnaire());
    return save(event, form, 0, new QuestionnaireDetails(form.value("names"), now.questions()));
  }

  /** Saves a question, or takes it away with the button for that. */
  @POST
  public Response question(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    QuestionnaireDetails now = QuestionnaireDetails.of(event.questionnaire());
    List<QuestionnaireDetails.@Nullable Question> questions =
        new ArrayList<>(
            Objects.requireNonNullElse(
                now.questions(), List.<QuestionnaireDetails.@Nullable Question>of()));
    Integer id = form.integer("id");
    int known =
        OneOfMany.index(questions, each -> each != null && id != null && id.equals(each.id()));
    int saved = OneOfMany.put(questions, known, form, () -> typed(known < 0 ? null : id, form));
    return save(event, form, saved, new QuestionnaireDetails(now.names(), questions));
  }

  private static QuestionnaireDetails.Question typed(@Nullable Integer id, Form form) {
    List<@Nullable String> choices = new ArrayList<>();
    if (form.value("kind").equals("choice")) {
      Arrays.stream(form.value("choices").split("\\R"))
          .map(String::strip)
          .filter(choice -> !choice.isEmpty())
          .forEach(choices::add);
    }
    return new QuestionnaireDetails.Question(
        id,
        form.value("label"),
        form.value("kind"),
        form.value("per"),
        form.has("required"),
        form.value("kind").endsWith("text") ? PricingForms.number(form, "maxLength") : null,
        choices);
  }

  private Response save(Event event, Form form, int saved, QuestionnaireDetails details) {
    return OfficeEvents.answer(
        catalog.setQuestionnaire(event.id(), EventPages.version(form), details),
        "/questions",
        "saved",
        errors -> page(event, form.refused(faults(saved, errors)), Done.NOTHING),
        current -> page(current, OfficeEvents.overtaken(form, current), Done.NOTHING));
  }

  /** Faults of the question at hand under the fields of the form; all of the choices are one. */
  private static List<FieldError> faults(int saved, List<FieldError> errors) {
    return errors.stream()
        .map(
            error -> {
              String own = OneOfMany.field("questions", saved, error);
              return new FieldError(own.startsWith("choices") ? "choices" : own, error.message());
            })
        .toList();
  }
}
