package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.notifications.Announcement;
import org.onsale.notifications.Announcements;
import org.onsale.notifications.Announcements.AnnounceOutcome;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** What all who have tickets of an event are told. */
@Path("/api/v1/organiser/events/{event}/announcements")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: messages")
public final class OrganiserAnnouncements {
  private final EventPath events;
  private final Announcements announcements;

  @Inject
  OrganiserAnnouncements(EventPath events, Announcements announcements) {
    this.events = events;
    this.announcements = announcements;
  }

  /**
   * An announcement and how far it has come.
   *
   * @param id of the organiser's own; that of others is for telling them apart
   * @param orders how many there were when it began
   * @param done how many of them have been written to, or needed nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record View(
      String id,
      String kind,
      String subject,
      int orders,
      int done,
      Instant startedAt,
      @Nullable Instant finishedAt) {

    static View of(Announcement each) {
      return new View(
          each.occasion(),
          each.kind(),
          each.subject(),
          each.orders(),
          each.done(),
          each.startedAt(),
          each.finishedAt());
    }
  }

  /** The same with what its messages have come to: how many are stored, sent and so on. */
  public record Progress(View announcement, Map<String, Integer> messages) {}

  /** What an organiser writes. */
  public record Words(@Nullable String subject, @Nullable String text) {}

  @GET
  @Operation(summary = "The announcements of an event, the newest first, reminders too")
  public Page<View> list(
      @PathParam("event") String event,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    Event found = events.any(event);
    return announcements.list(found.id(), cursor, Bodies.limit(limit)).map(View::of);
  }

  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Write to all who have tickets of the event",
      description =
          "id is a UUID of yours: the same again begins nothing anew and answers with the progress"
              + " of what it began. The words are framed by the template `own` in each buyer's"
              + " language.")
  @APIResponse(responseCode = "202", description = "Begun; ask again how far it has come")
  public Response announce(
      @PathParam("event") String event, @PathParam("id") String id, @Nullable Words body) {
    Event found = events.any(event);
    UUID own = id(id);
    Words words = Bodies.present(body);
    return switch (announcements.announce(
        found.id(), own, Fields.text(words.subject()), Fields.text(words.text()))) {
      case AnnounceOutcome.Begun(Announcement begun) -> Response.accepted(progress(begun)).build();
      case AnnounceOutcome.Refused(var faults) -> throw Problem.invalid(faults).asException();
    };
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("id", "Must be a UUID of yours.").asException();
    }
  }

  @GET
  @Path("{id}")
  @Operation(summary = "How far an announcement of yours has come")
  public Progress progress(@PathParam("event") String event, @PathParam("id") String id) {
    return announcements
        .find(events.any(event).id(), id(id))
        .map(this::progress)
        .orElseThrow(() -> Problem.notFound("announcement").asException());
  }

  private Progress progress(Announcement announcement) {
    return new Progress(
        View.of(announcement),
        announcements.states(announcement).entrySet().stream()
            .collect(Collectors.toMap(each -> each.getKey().id(), Map.Entry::getValue)));
  }
}
