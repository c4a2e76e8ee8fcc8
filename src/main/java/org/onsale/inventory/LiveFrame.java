package org.onsale.inventory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A message to live viewers, encoded once for all of them as a server-sent event (WHATWG HTML,
 * section 9.2). Statuses are absolute: who knows more than {@code since} may take it all the same.
 *
 * @param since the version that a viewer must have for it
 * @param version the version that a viewer has after it
 * @param reset whether it says no more than that everything must be read anew, whatever one has
 * @param bytes UTF-8, ends with an empty line; off the heap, so that it is written to any number of
 *     connections without a copy
 */
public record LiveFrame(long since, long version, boolean reset, ByteBuffer bytes) {

  static LiveFrame of(long since, long version, boolean reset, CharSequence message) {
    byte[] encoded = message.toString().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes = ByteBuffer.allocateDirect(encoded.length).put(encoded).flip();
    return new LiveFrame(since, version, reset, bytes.asReadOnlyBuffer());
  }

  static LiveFrame reset(long version) {
    String message = "event: reset\nid: " + version + "\ndata: {\"version\":" + version + "}\n\n";
    return of(-1, version, true, message);
  }

  /** A view of its own on the shared bytes. */
  @Override
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }
}
