package org.onsale.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Gzip;
import org.onsale.platform.Problem;
import org.onsale.seating.PlanJson;
import org.onsale.seating.SeatingPlan;

/**
 * A seating plan as an answer: the bytes encoded once for its version, with a strong entity tag of
 * their own for each content coding, as RFC 9110 (8.8.3) asks.
 */
final class PlanAnswer {
  /** An hour: whoever needs a newer one learns of it by the plan version of the availability. */
  private static final String CACHE = "public, max-age=3600, stale-while-revalidate=86400";

  private PlanAnswer() {}

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
