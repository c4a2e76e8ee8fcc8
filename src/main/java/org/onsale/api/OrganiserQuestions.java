package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.QuestionnaireDetails;
import org.onsale.identity.OrganiserOnly;

/** What the buyers of an event are asked at the checkout. */
@Path("/api/v1/organiser/events/{event}/questions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: events")
public final class OrganiserQuestions {
  private final Catalog catalog;
  private final EventPath events;

  @Inject
  OrganiserQuestions(Catalog catalog, EventPath events) {
    this.catalog = catalog;
    this.events = events;
  }

  /** A whole questionnaire. */
  public record QuestionsBody(
      @Nullable Long version,
      @Nullable String names,
      @Nullable List<QuestionnaireDetails.@Nullable Question> questions) {}

  /** A whole questionnaire. */
  public record QuestionsAnswer(
      long version,
      @Nullable String names,
      @Nullable List<QuestionnaireDetails.@Nullable Question> questions) {}

  @GET
  @Operation(summary = "What the buyers of an event are asked at the checkout")
  public QuestionsAnswer find(@PathParam("event") String event) {
    return answer(events.any(event));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Set what the buyers of an event are asked, all of it",
      description =
          "names is off, optional or required: whether to ask who will come. Questions with an id"
              + " stay and change, those without are new. kind is text, long_text, choice (with"
              + " choices) or yes_no; per is ticket or order. At most 20. Orders that exist keep"
              + " their answers, with the questions as they were asked.")
  @APIResponse(responseCode = "200", description = "Changed")
  @APIResponse(responseCode = "409", description = "Somebody else changed the event meanwhile")
  @APIResponse(responseCode = "422", description = "Every field that needs another value")
  public QuestionsAnswer update(@PathParam("event") String event, @Nullable QuestionsBody sent) {
    QuestionsBody body = Bodies.present(sent);
    return answer(
        OrganiserEvents.saved(
            catalog.setQuestionnaire(
                events.any(event).id(),
                Fields.version(body.version()),
                new QuestionnaireDetails(body.names(), body.questions()))));
  }

  private static QuestionsAnswer answer(Event event) {
    QuestionnaireDetails details = QuestionnaireDetails.of(event.questionnaire());
    return new QuestionsAnswer(event.version(), details.names(), details.questions());
  }
}
