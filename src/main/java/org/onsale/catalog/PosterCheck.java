package org.onsale.catalog;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Phrase;

/**
 * Looks at the bytes of an uploaded poster: their own first bytes say what they are, whatever the
 * uploader claims. The image is decoded at a fraction of its size, and only when its header
 * promises a sane one, so that a small file cannot unfold into gigabytes. What is accepted is the
 * {@linkplain BarePoster bare} picture: nobody needs to keep what its file tells beside it.
 */
sealed interface PosterCheck {
  int MAX_BYTES = 5 * 1024 * 1024;
  int MAX_SIDE = 10_000;
  long MAX_PIXELS = 40_000_000;

  /** The side that is enough to find a colour. */
  int SAMPLE_SIDE = 128;

  @SuppressWarnings("ArrayRecordComponent") // on its way to the database, never compared
  record Accepted(
      String mediaType, String hash, int width, int height, @Nullable String accent, byte[] image)
      implements PosterCheck {}

  /** The reason is a sentence for the uploader. */
  record Refused(Phrase reason) implements PosterCheck {}

  static PosterCheck check(byte[] image) {
    if (image.length == 0) {
      return refused("Choose an image.");
    }
    if (image.length > MAX_BYTES) {
      return refused("At most 5 MiB; this image is larger.");
    }
    String mediaType = mediaType(image);
    if (mediaType == null) {
      return refused("A PNG, JPEG or WebP image, please.");
    }
    try {
      return decode(BarePoster.of(image, mediaType), mediaType);
    } catch (IOException | RuntimeException e) {
      // The readers throw whatever a broken image leads them to.
      return refused("This image cannot be read; it may be damaged.");
    }
  }

  private static Refused refused(@CompileTimeConstant String reason, Object... values) {
    return new Refused(Phrase.of(reason, values));
  }

  private static @Nullable String mediaType(byte[] image) {
    String head = new String(image, 0, Math.min(16, image.length), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return "image/png";
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    return head.length() >= 16 && head.startsWith("RIFF") && head.startsWith("WEBPVP8", 8)
        ? "image/webp"
        : null;
  }

  private static PosterCheck decode(byte[] image, String mediaType) throws IOException {
    try (PosterReader reader = PosterReader.open(image, mediaType)) {
      int width = reader.width();
      int height = reader.height();
      if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
        return refused("At most 40 megapixels; this image has {1} × {2}.", width, height);
      }
      BufferedImage sample = reader.read(Math.min(width, height) / SAMPLE_SIDE);
      return new Accepted(mediaType, hash(image), width, height, Accent.of(sample), image);
    }
  }

  private static String hash(byte[] image) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(image);
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
