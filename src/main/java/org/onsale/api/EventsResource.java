package org.onsale.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.Search;
import org.onsale.platform.EventId;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** The published events, for everyone. */
@Path("/api/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Events")
public final class EventsResource {
  private static final int MAX_QUERY = 100;

  /** What browsers and proxies may keep of an event without asking. */
  private static final String CACHE_CONTROL = "public, max-age=1";

  private final Catalog catalog;
  private final EventPath events;
  private final Clock clock;
  private final ObjectMapper json;

  /** The details of an event, encoded once for all who ask until they change. */
  private record Encoded(Event event, Instant until, byte[] body, String etag) {}

  private final Cache<EventId, Encoded> encoded =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterAccess(Duration.ofMinutes(1)).build();

  @Inject
  EventsResource(Catalog catalog, EventPath events, Clock clock, ObjectMapper json) {
    this.catalog = catalog;
    this.events = events;
    this.clock = clock;
    this.json = json;
  }

  @GET
  @Operation(
      summary = "The published events to come, by start",
      description =
          "With `q`, those that fit it better come first; it forgives accents and typing errors.")
  @APIResponse(responseCode = "200", description = "One page; next is the cursor of the next page")
  public Page<EventJson.Item> list(
      @Parameter(description = "words of the name, the venue or the city; all must be there")
          @QueryParam("q")
          @DefaultValue("")
          String query,
      @Parameter(description = "only in this city, as events name it") @QueryParam("city")
          @Nullable String city,
      @Parameter(description = "the first day of the start, at the venue: 2030-06-01")
          @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "the last day of the start, at the venue") @QueryParam("until")
          @Nullable String until,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("20") int limit) {
    checkCursor(cursor);
    checkText("q", query);
    checkText("city", city == null ? "" : city);
    Search search = Search.of(query).in(city).between(day("from", from), day("until", until));
    Instant now = clock.instant();
    return catalog
        .published(search, cursor, Bodies.limit(limit))
        .map(event -> EventJson.Item.of(event, now));
  }

  private static @Nullable LocalDate day(String field, @Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(field, "A day such as 2030-06-01.").asException();
    }
  }

  static void checkQuery(String query) {
    checkText("q", query);
  }

  private static void checkText(String field, String text) {
    if (text.length() > MAX_QUERY || text.indexOf('\0') >= 0) {
      throw Problem.invalid(field, "At most {1} characters of plain text.", MAX_QUERY)
          .asException();
    }
  }

  static void checkCursor(@Nullable String cursor) {
    if (!Catalog.isCursor(cursor)) {
      throw Problem.invalid("cursor", "Send the next of the page before, as it is.").asException();
    }
  }

  @GET
  @Path("{event}")
  @Operation(summary = "An event with its prices, pools, sale window and limits")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = EventJson.Details.class)))
  @APIResponse(responseCode = "304", description = "Nothing changed since the ETag was given")
  @APIResponse(responseCode = "404", description = "There is no such published event")
  public Response details(
      @PathParam("event") String reference,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    Encoded answer = encoded(events.published(reference));
    var response = answer.etag.equals(known) ? Response.notModified() : Response.ok(answer.body);
    return response
        .header(HttpHeaders.ETAG, answer.etag)
        .header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL)
        .build();
  }

  @SuppressWarnings(
      "ReferenceEquality") // the same object is the same state; equality would be dear
  private Encoded encoded(Event event) {
    Instant now = clock.instant();
    Encoded last = encoded.getIfPresent(event.id());
    if (last != null && last.event == event && now.isBefore(last.until)) {
      return last;
    }
    Encoded next = encode(event, now);
    encoded.put(event.id(), next);
    return next;
  }

  private Encoded encode(Event event, Instant now) {
    Instant until = Objects.requireNonNullElse(event.nextTurn(now), Instant.MAX);
    try {
      byte[] body = json.writeValueAsBytes(EventJson.Details.of(event, now));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return new Encoded(event, until, body, '"' + HexFormat.of().formatHex(digest, 0, 8) + '"');
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
