package org.onsale.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.Availability;

/** The availability of an event in one version: encoded once, however many ask. */
final class AvailabilityAnswer {
  private final Availability of;
  private final int planVersion;
  private final ByteBuffer plain;
  private final String version;
  private volatile @Nullable ByteBuffer gzip;

  /** One form of the answer, with its own strong entity tag, as RFC 9110 (8.8.3) asks. */
  record Form(ByteBuffer body, String tag, boolean gzip) {}

  AvailabilityAnswer(Availability of, int planVersion) {
    this.of = of;
    this.planVersion = planVersion;
    byte[] seats = Base64.getEncoder().encode(of.packed());
    byte[] tail = tail(of);
    this.plain = SharedBytes.of(head(of, planVersion), seats, tail);
    // A restored database may come to the same version in another way.
    int state = 31 * Arrays.hashCode(of.packed()) + Arrays.hashCode(tail);
    this.version = of.version() + "-" + planVersion + "-" + Integer.toHexString(state);
  }

  private static byte[] head(Availability of, int planVersion) {
    return ("{\"version\":" + of.version() + ",\"planVersion\":" + planVersion + ",\"seats\":\"")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] tail(Availability of) {
    StringBuilder json = new StringBuilder("\",\"pools\":[");
    String comma = "";
    for (Availability.PoolPlaces pool : of.pools()) {
      json.append(comma).append("{\"id\":").append(pool.pool());
      json.append(",\"available\":").append(pool.available()).append('}');
      comma = ",";
    }
    return json.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  @SuppressWarnings("ReferenceEquality") // the same object is the same state
  boolean isOf(Availability now, int plan) {
    return of == now && planVersion == plan;
  }

  /** The tag by which the request already knows this version, in either form; else null. */
  @Nullable String knownAs(@Nullable String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return null;
    }
    if (Negotiation.names(ifNoneMatch, plainTag())) {
      return plainTag();
    }
    return Negotiation.names(ifNoneMatch, gzipTag()) ? gzipTag() : null;
  }

  Form plain() {
    return new Form(plain, plainTag(), false);
  }

  /** Plain when the budget does not allow to compress it now. */
  Form gzip(GzipBudget budget) {
    ByteBuffer packed = gzip;
    if (packed == null) {
      packed = budget.compress(plain);
      gzip = packed;
    }
    return packed == null ? plain() : new Form(packed, gzipTag(), true);
  }

  private String plainTag() {
    return '"' + version + '"';
  }

  private String gzipTag() {
    return '"' + version + "-gzip\"";
  }
}
