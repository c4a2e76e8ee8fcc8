package org.onsale.platform;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Bytes compressed as RFC 1952 describes. */
public final class Gzip {
  private static final int CHUNK = 1 << 16;

  private Gzip() {}

  /**
   * Whether a client reads it.
   *
   * @param encodings the request's {@code Accept-Encoding}
   */
  public static boolean isAccepted(@Nullable String encodings) {
    if (encodings == null) {
      return false;
    }
    for (String coding : encodings.toLowerCase(Locale.ROOT).split(",", 20)) {
      String[] parts = coding.replace(" ", "").split(";", 3);
      if (parts[0].equals("gzip") || parts[0].equals("*")) {
        return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  /** Small, for what is compressed once and sent or kept for long. */
  public static byte[] small(byte[] plain) {
    return pack(plain, Deflater.DEFAULT_COMPRESSION);
  }

  /** Quick, for what is compressed anew each time: ten megabytes in a tenth of a second. */
  public static byte[] quick(byte[] plain) {
    return pack(plain, Deflater.BEST_SPEED);
  }

  private static byte[] pack(byte[] plain, int level) {
    var packed = new ByteArrayOutputStream(plain.length / 4 + 512);
    try (var gzip = new Leveled(packed, level)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /**
   * The bytes as they were.
   *
   * @throws UncheckedIOException when these are no gzip
   */
  public static byte[] unpack(byte[] packed) {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed), CHUNK)) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Leveled extends GZIPOutputStream {
    Leveled(ByteArrayOutputStream to, int level) throws IOException {
      super(to);
      def.setLevel(level);
    }
  }
}
