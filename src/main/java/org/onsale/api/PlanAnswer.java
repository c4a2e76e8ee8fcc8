package org.onsale.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.onsale.seating.SeatingPlan;

/**
 * A seating plan as an answer: the bytes encoded once for its version, with a strong entity tag of
 * their own for each content coding, as RFC 9110 (8.8.3) asks.
 */
final class PlanAnswer {
  /** An hour: whoever needs a newer one learns of it by the plan version of the availability. */
  private static final String CACHE = "public, max-age=3600, stale-while-revalidate=86400";

  private PlanAnswer() {}

  static Response of(SeatingPlan plan, @Nullable String known, @Nullable String encodings) {
    boolean gzip = Negotiation.acceptsGzip(encodings);
    String tag = '"' + plan.etag() + (gzip ? "-gzip\"" : "\"");
    boolean same = Negotiation.names(known, tag);
    Response.ResponseBuilder answer =
        same
            ? Response.notModified()
            : Response.ok(gzip ? plan.gzip() : plan.json(), MediaType.APPLICATION_JSON);
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
