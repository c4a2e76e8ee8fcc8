package org.onsale.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.platform.Gzip;
import org.onsale.platform.Problem;
import org.onsale.seating.PlanJson;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

/**
 * A seating plan as an answer: the bytes encoded once for its version, with a strong entity tag of
 * their own for each content coding, as RFC 9110 (8.8.3) asks.
 */
final class PlanAnswer {
  /** An hour: whoever needs a newer one learns of it by the plan version of the availability. */
  private static final String CACHE = "public, max-age=3600, stale-while-revalidate=86400";

  /** Of an event that has places without numbers only. */
  private static final byte[] NO_SEATS =
      """
      {"planVersion":0,"size":{"width":0,"height":0},"bounds":{"x":0,"y":0,"width":0,"height":0},\
      "seatRadius":10,"focalPoint":{"x":0,"y":0},"seatCount":0,"categories":[],"sections":[],\
      "rows":[],"seats":[],"areas":[]}"""
          .getBytes(StandardCharsets.UTF_8);

  private PlanAnswer() {}

  /** The plan of an event, or that it has none. */
  static Response ofEvent(
      Event event,
      Plans plans,
      @Nullable String form,
      @Nullable String known,
      @Nullable String encodings) {
    Event.Plan plan = event.plan();
    return plan == null
        ? Response.ok(NO_SEATS).build()
        : of(plans.load(plan.plan(), plan.version()), form, known, encodings);
  }

  /**
   * @param form of the seats: {@code columns}, or null for a list
   */
  static Response of(
      SeatingPlan plan, @Nullable String form, @Nullable String known, @Nullable String encodings) {
    if (form == null) {
      return of(plan.json(), known, encodings);
    }
    if (form.equals("columns")) {
      return of(plan.columns(), known, encodings);
    }
    throw Problem.invalid("form", "must be columns, or left out").asException();
  }

  /** What organisers alone may see: a cache between would give it to anybody. */
  static Response forOrganisers(Response answer) {
    return Response.fromResponse(answer)
        .header(HttpHeaders.CACHE_CONTROL, null)
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .build();
  }

  private static Response of(PlanJson plan, @Nullable String known, @Nullable String encodings) {
    boolean gzip = Gzip.isAccepted(encodings);
    String tag = '"' + plan.etag() + (gzip ? "-gzip\"" : "\"");
    boolean same = Negotiation.names(known, tag);
    Response.ResponseBuilder answer =
        same
            ? Response.notModified()
            : Response.ok(gzip ? plan.gzip() : plan.bytes(), MediaType.APPLICATION_JSON);
    if (gzip && !same) {
      answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return answer
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, CACHE)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .build();
  }
}
