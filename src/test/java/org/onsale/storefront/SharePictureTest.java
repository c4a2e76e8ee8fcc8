package org.onsale.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharePictureTest {
  private static final Accent RED = new Accent(0xcc2200);

  private final SharePicture picture = new SharePicture(new Lettering());

  SharePictureTest() throws IOException {}

  @Test
  void it_has_the_shape_that_networks_ask_for_and_shows_the_poster() throws IOException {
    BufferedImage drawn = drawn("The Tempest", poster(0x00ff00));
    assertThat(drawn.getWidth()).isEqualTo(1200);
    assertThat(drawn.getHeight()).isEqualTo(630);
    assertThat(drawn.getRGB(1100, 300) & 0xffffff).isBetween(0x00f000, 0x10ffff);
  }

  @Test
  void names_of_any_length_stay_beside_the_poster() throws IOException {
    for (String name :
        new String[] {"O", "A long name of an evening ".repeat(8), "椿姫", "İstanbul"}) {
      BufferedImage drawn = drawn(name, poster(0x0000ff));
      for (int y = 0; y < 630; y++) {
        assertThat(drawn.getRGB(660, y)).as("%s at %d", name, y).isEqualTo(drawn.getRGB(5, 5));
      }
    }
  }

  @Test
  void without_a_poster_it_has_the_colour_of_the_event() throws IOException {
    assertThat(drawn("The Tempest", null).getRGB(710, 620) & 0xffffff).isEqualTo(RED.rgb());
  }

  private BufferedImage drawn(String name, byte @Nullable [] poster) throws IOException {
    byte[] png =
        picture.draw(
            new SharePicture.Says(name, "Saturday, 1 June 2030", "Hall, Dublin", RED, poster));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static byte[] poster(int color) throws IOException {
    var image = new BufferedImage(400, 500, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 400; x++) {
      for (int y = 0; y < 500; y++) {
        image.setRGB(x, y, color);
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }
}
