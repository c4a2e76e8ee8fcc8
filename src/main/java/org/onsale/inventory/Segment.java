package org.onsale.inventory;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.onsale.platform.Gzip;

/**
 * Changes of an event that were moved out of the table, in a row of their own.
 *
 * @param firstBatch what wrote {@code from}
 * @param lastBatch what wrote {@code to}
 * @param sha256 of {@code bytes}
 * @param bytes the gzip of the rows: as PostgreSQL says them in JSON, a line each, in order
 */
record Segment(long from, long to, UUID firstBatch, UUID lastBatch, byte[] sha256, byte[] bytes) {

  /**
   * @param lines a row each, with a line feed after it
   */
  static Segment of(long from, long to, UUID firstBatch, UUID lastBatch, String lines) {
    byte[] bytes = Gzip.small(lines.getBytes(StandardCharsets.UTF_8));
    return new Segment(from, to, firstBatch, lastBatch, sha256(bytes), bytes);
  }

  /** Whether the bytes are those that were written. */
  boolean isSound() {
    return MessageDigest.isEqual(sha256, sha256(bytes));
  }

  /**
   * The rows as one JSON array.
   *
   * @param wanted lines that the reader has no use for need not be parsed
   * @throws CorruptLedgerException when the bytes are not those that were written
   */
  String rows(Predicate<String> wanted) {
    if (!isSound()) {
      throw broken("is not as it was written: the checksum is of other bytes");
    }
    try {
      // JSON by PostgreSQL has no line feeds but those between the rows.
      return new String(Gzip.unpack(bytes), StandardCharsets.UTF_8)
          .lines()
          .filter(wanted)
          .collect(Collectors.joining(",", "[", "]"));
    } catch (UncheckedIOException e) {
      throw broken("cannot be unpacked: " + e.getMessage());
    }
  }

  CorruptLedgerException broken(String complaint) {
    return new CorruptLedgerException(
        "the segment of versions " + from + " to " + to + " " + complaint);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
