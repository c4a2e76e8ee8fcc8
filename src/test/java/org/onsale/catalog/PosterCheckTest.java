package org.onsale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PosterCheckTest {
  /** One transparent pixel, lossless. */
  private static final byte[] WEBP =
      Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

  @Test
  void the_bytes_say_what_an_image_is() throws IOException {
    assertThat(PosterCheck.check(image("png", 60, 90, Color.RED)))
        .isInstanceOfSatisfying(
            PosterCheck.Accepted.class,
            poster -> {
              assertThat(poster.mediaType()).isEqualTo("image/png");
              assertThat(poster.width()).isEqualTo(60);
              assertThat(poster.height()).isEqualTo(90);
              assertThat(poster.hash()).matches("[0-9a-f]{24}");
            });
    assertThat(PosterCheck.check(image("jpeg", 600, 900, Color.BLUE)))
        .isInstanceOfSatisfying(
            PosterCheck.Accepted.class,
            poster -> assertThat(poster.mediaType()).isEqualTo("image/jpeg"));
    assertThat(PosterCheck.check(WEBP))
        .isInstanceOfSatisfying(
            PosterCheck.Accepted.class,
            poster -> assertThat(poster.mediaType()).isEqualTo("image/webp"));
  }

  @Test
  void the_accent_is_the_colour_that_catches_the_eye() throws IOException {
    var poster = new BufferedImage(300, 400, BufferedImage.TYPE_INT_RGB);
    var graphics = poster.createGraphics();
    graphics.setColor(new Color(20, 20, 24));
    graphics.fillRect(0, 0, 300, 400);
    graphics.setColor(new Color(230, 60, 30));
    graphics.fillRect(100, 100, 80, 80);
    graphics.setColor(new Color(200, 200, 190));
    graphics.fillRect(0, 300, 300, 60);
    graphics.dispose();

    assertThat(accent(png(poster))).isEqualTo("#e63c1e");
    assertThat(accent(image("png", 50, 50, Color.GRAY))).isNull();
  }

  @Test
  void what_is_no_image_or_too_large_is_refused() throws IOException {
    byte[] cut = Arrays.copyOf(image("png", 60, 90, Color.RED), 40);
    byte[] wide = image("png", 10_001, 1, Color.RED);

    assertThat(reason(new byte[0])).contains("Choose");
    assertThat(reason("<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8)))
        .contains("PNG, JPEG or WebP");
    assertThat(reason(cut)).contains("damaged");
    assertThat(reason(wide)).contains("10001");
    assertThat(reason(new byte[PosterCheck.MAX_BYTES + 1])).contains("5 MiB");
  }

  @Test
  void a_small_file_cannot_unfold_into_gigabytes() throws IOException {
    assertThat(PosterCheck.check(blank(10_000, 4_000))).isInstanceOf(PosterCheck.Accepted.class);
    assertThat(reason(blank(10_000, 4_001))).contains("40 megapixels", "10000 × 4001");
  }

  private static byte[] blank(int width, int height) throws IOException {
    byte[] image = png(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY));
    assertThat(image).hasSizeLessThan(100_000);
    return image;
  }

  private static String reason(byte[] image) {
    return ((PosterCheck.Refused) PosterCheck.check(image)).reason().toString();
  }

  private static @Nullable String accent(byte[] image) {
    return ((PosterCheck.Accepted) PosterCheck.check(image)).accent();
  }

  private static byte[] image(String format, int width, int height, Color color)
      throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static byte[] png(BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
