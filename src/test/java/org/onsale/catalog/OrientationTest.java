package org.onsale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A phone stores its pictures as its sensor lies, and says beside them how it was held. */
class OrientationTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 80;
  private static final List<Color> QUARTERS =
      List.of(Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);

  /** Red, green, blue and white, by line; as stored when it is upright. */
  private static byte[] picture() throws IOException {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    for (int i = 0; i < QUARTERS.size(); i++) {
      graphics.setColor(QUARTERS.get(i));
      graphics.fillRect(i % 2 * WIDTH / 2, i / 2 * HEIGHT / 2, WIDTH / 2, HEIGHT / 2);
    }
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }

  /** With an Exif part behind the first two bytes, where cameras write it. */
  private static byte[] with(byte[] tiff, byte[] jpeg) {
    return ByteBuffer.allocate(jpeg.length + 10 + tiff.length)
        .put(jpeg, 0, 2)
        .putShort((short) 0xFFE1)
        .putShort((short) (8 + tiff.length))
        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
        .put(tiff)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A directory that has the picture's width, its orientation, and nothing else. */
  private static byte[] tiff(ByteOrder order, int orientation) {
    return ByteBuffer.allocate(38)
        .order(order)
        .put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII))
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 2)
        .putShort((short) 0x0100)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) WIDTH)
        .putShort((short) 0)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .array();
  }

  @ParameterizedTest
  @CsvSource({
    "1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"
  })
  void the_copy_of_a_poster_stands_as_the_camera_saw_it(int orientation, String seen)
      throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      byte[] poster = with(tiff(order, orientation), picture());
      boolean onItsSide = orientation >= 5;
      assertThat(PosterCheck.check(poster))
          .isInstanceOfSatisfying(
              PosterCheck.Accepted.class,
              accepted -> {
                assertThat(accepted.width()).isEqualTo(onItsSide ? HEIGHT : WIDTH);
                assertThat(accepted.height()).isEqualTo(onItsSide ? WIDTH : HEIGHT);
              });
      BufferedImage copy = copy(40, poster);
      assertThat(copy.getHeight()).isEqualTo(onItsSide ? 80 : 20);
      assertThat(quarters(copy)).isEqualTo(seen);
    }
  }

  private static BufferedImage copy(int width, byte[] poster) throws IOException {
    byte[] copy = PosterScale.to(width, new PosterImage("image/jpeg", poster));
    return ImageIO.read(new ByteArrayInputStream(copy));
  }

  private static String quarters(BufferedImage image) {
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < QUARTERS.size(); i++) {
      int x = (1 + i % 2 * 2) * image.getWidth() / 4;
      int y = (1 + i / 2 * 2) * image.getHeight() / 4;
      seen.append(letter(new Color(image.getRGB(x, y))));
    }
    return seen.toString();
  }

  private static char letter(Color color) {
    int bright =
        (color.getRed() > 127 ? 4 : 0)
            + (color.getGreen() > 127 ? 2 : 0)
            + (color.getBlue() > 127 ? 1 : 0);
    return switch (bright) {
      case 4 -> 'R';
      case 2 -> 'G';
      case 1 -> 'B';
      case 7 -> 'W';
      default -> '?';
    };
  }

  @Test
  void what_makes_no_sense_is_upright() throws IOException {
    byte[] beyond = tiff(ByteOrder.BIG_ENDIAN, 6);
    ByteBuffer.wrap(beyond).putInt(4, Integer.MAX_VALUE);
    byte[] endless = tiff(ByteOrder.BIG_ENDIAN, 1);
    ByteBuffer.wrap(endless).putShort(8, (short) -1).putShort(22, (short) 0x0113);
    for (byte[] tiff :
        List.of(tiff(ByteOrder.BIG_ENDIAN, 9), beyond, endless, new byte[0], new byte[] {'I'})) {
      assertThat(Orientation.of(with(tiff, picture()))).isEqualTo(Orientation.UPRIGHT);
      assertThat(quarters(copy(40, with(tiff, picture())))).isEqualTo("RGBW");
    }
    assertThat(Orientation.of(picture())).isEqualTo(Orientation.UPRIGHT);
    assertThat(Orientation.of(new byte[] {(byte) 0xFF, (byte) 0xD8}))
        .isEqualTo(Orientation.UPRIGHT);
  }
}
