package org.onsale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a camera wrote into a picture is for whoever took it, not for everybody who buys a ticket.
 */
class BarePosterTest {
  private static final String SECRET = "48.2082 N, 16.3738 E";
  private static final byte[] TOLD = SECRET.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PROFILE = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

  /** One transparent pixel, lossless. */
  private static final byte[] WEBP =
      Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_jpeg_keeps_its_picture_and_its_colours_and_tells_nothing(boolean progressive)
      throws IOException {
    byte[] plain = jpeg(progressive);
    byte[] told =
        joined(
            Arrays.copyOf(plain, 2),
            segment(0xE0, "JFIF\0\1\2\0\0\1\0\1\1\1", TOLD),
            segment(0xE0, "JFXX\0", TOLD),
            segment(0xE1, "Exif\0\0", TOLD),
            segment(0xE1, "http://ns.adobe.com/xap/1.0/\0", TOLD),
            segment(0xE2, "MPF\0", TOLD),
            segment(0xE2, "ICC_PROFILE\0\1\1", PROFILE),
            new byte[] {(byte) 0xFF},
            segment(0xED, "Photoshop 3.0\0", TOLD),
            segment(0xFE, "", TOLD),
            Arrays.copyOfRange(plain, 2, plain.length),
            TOLD);

    byte[] bare = BarePoster.of(told, "image/jpeg");

    assertThat(text(bare)).doesNotContain(SECRET).doesNotContain("Exif", "xap", "Photoshop");
    assertThat(pixels(bare)).isEqualTo(pixels(told));
    assertThat(text(bare)).contains(text(PROFILE)).contains("JFIF\0\1\2");
    assertThat(bare).endsWith(0xFF, 0xD9);
    assertThat(BarePoster.of(bare, "image/jpeg")).isEqualTo(bare);
  }

  @Test
  void between_the_scans_of_a_jpeg_nothing_is_told_either() throws IOException {
    byte[] plain = jpeg(true);
    int second = text(plain).lastIndexOf("\u00ff\u00da");
    byte[] told =
        joined(
            Arrays.copyOf(plain, second),
            segment(0xFE, "", TOLD),
            Arrays.copyOfRange(plain, second, plain.length));

    assertThat(BarePoster.of(told, "image/jpeg")).isEqualTo(BarePoster.of(plain, "image/jpeg"));
  }

  @Test
  void a_png_keeps_its_picture_and_tells_nothing() throws IOException {
    byte[] plain = written("png", picture());
    int end = plain.length - 12;
    byte[] told =
        joined(
            Arrays.copyOf(plain, end),
            chunk("tEXt", TOLD),
            chunk("iTXt", TOLD),
            chunk("eXIf", TOLD),
            chunk("prVt", TOLD),
            Arrays.copyOfRange(plain, end, plain.length),
            TOLD);
    assertThat(pixels(told)).isEqualTo(pixels(plain));

    assertThat(BarePoster.of(told, "image/png")).isEqualTo(plain);
  }

  @Test
  void a_webp_keeps_its_picture_and_tells_nothing() throws IOException {
    byte[] image = Arrays.copyOfRange(WEBP, 12, WEBP.length);
    byte[] told = riff(extended(0x10 | 0x08 | 0x04), image, webpChunk("EXIF"), webpChunk("XMP "));

    byte[] bare = BarePoster.of(joined(told, TOLD), "image/webp");

    assertThat(bare).isEqualTo(riff(extended(0x10), image));
    assertThat(PosterCheck.check(bare)).isInstanceOf(PosterCheck.Accepted.class);
    assertThat(BarePoster.of(WEBP, "image/webp")).isEqualTo(WEBP);
  }

  @Test
  void how_the_camera_was_held_is_all_that_stays_of_its_words() throws IOException {
    byte[] plain = jpeg(false);
    byte[] told =
        joined(
            Arrays.copyOf(plain, 2),
            new Orientation(6).segment(),
            Arrays.copyOfRange(plain, 2, plain.length));

    byte[] bare = BarePoster.of(told, "image/jpeg");

    assertThat(Orientation.of(bare)).isEqualTo(new Orientation(6));
    assertThat(bare).isEqualTo(told);
    assertThat(text(BarePoster.of(plain, "image/jpeg"))).doesNotContain("Exif");
  }

  @Test
  void what_is_uploaded_is_kept_bare() throws IOException {
    byte[] plain = written("png", picture());
    byte[] told =
        joined(Arrays.copyOf(plain, plain.length - 12), chunk("tEXt", TOLD), chunk("IEND"));

    assertThat(PosterCheck.check(told))
        .isInstanceOfSatisfying(
            PosterCheck.Accepted.class, accepted -> assertThat(accepted.image()).isEqualTo(plain));
  }

  /** Every cut, and every byte broken: whatever comes, it ends, and nothing is made up. */
  @Test
  void a_damaged_file_ends_where_it_is_damaged() throws IOException {
    byte[] jpeg = joined(jpeg(true), TOLD);
    byte[] png = written("png", picture());
    byte[] webp = riff(extended(0x08), webpChunk("EXIF"), WEBP);
    for (int cut = 16; cut < 1000; cut++) {
      bareOf(Arrays.copyOf(jpeg, Math.min(cut, jpeg.length)), "image/jpeg");
      bareOf(Arrays.copyOf(png, Math.min(cut, png.length)), "image/png");
      bareOf(Arrays.copyOf(webp, Math.min(cut, webp.length)), "image/webp");
      bareOf(broken(jpeg, cut), "image/jpeg");
      bareOf(broken(png, cut), "image/png");
      bareOf(broken(webp, cut), "image/webp");
    }
  }

  private static void bareOf(byte[] image, String mediaType) {
    assertThat(BarePoster.of(image, mediaType)).hasSizeLessThanOrEqualTo(image.length + 2);
  }

  private static byte[] broken(byte[] image, int at) {
    byte[] broken = image.clone();
    broken[at % image.length] = (byte) 0xFF;
    return broken;
  }

  private static BufferedImage picture() {
    var image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillOval(10, 10, 60, 40);
    graphics.dispose();
    return image;
  }

  private static byte[] jpeg(boolean progressive) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByMIMEType("image/jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture(), null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] written(String format, BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static int[] pixels(byte[] file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static byte[] segment(int marker, String head, byte[] content) {
    return ByteBuffer.allocate(4 + head.length() + content.length)
        .putShort((short) (0xFF00 | marker))
        .putShort((short) (2 + head.length() + content.length))
        .put(head.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }

  private static byte[] chunk(String type, byte... content) {
    var crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.US_ASCII));
    crc.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  private static byte[] webpChunk(String type) {
    return webpChunk(type, TOLD);
  }

  private static byte[] webpChunk(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length + content.length % 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .putInt(content.length)
        .put(content)
        .array();
  }

  /** Of a canvas of one pixel. */
  private static byte[] extended(int flags) {
    byte[] content = new byte[10];
    content[0] = (byte) flags;
    return webpChunk("VP8X", content);
  }

  private static byte[] riff(byte[]... chunks) {
    byte[] content = joined(chunks);
    return ByteBuffer.allocate(12 + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(4 + content.length)
        .put("WEBP".getBytes(StandardCharsets.US_ASCII))
        .put(content)
        .array();
  }

  private static byte[] joined(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
