package org.onsale.storefront;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * The picture that stands for an event where its address is shared: name, day and place in its
 * colour, and its poster. 1200 × 630 pixels, as Open Graph recommends.
 */
final class SharePicture {
  static final int WIDTH = 1200;
  static final int HEIGHT = 630;
  private static final int POSTER = 504;
  private static final int MARGIN = 64;
  private static final int[] NAME_SIZES = {104, 92, 80, 70, 60, 52, 44, 36};
  private static final int MOST_LINES = 4;
  private static final Color INK = new Color(0xf4f2ec);
  private static final int PAPER = 0x121216;

  private final Lettering lettering;

  SharePicture(Lettering lettering) {
    this.lettering = lettering;
  }

  /**
   * What it says.
   *
   * @param poster as JPEG; null without one
   */
  @SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
  record Says(String name, String day, String place, Accent accent, byte @Nullable [] poster) {}

  /** As PNG. */
  byte[] draw(Says says) throws IOException {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(new Color(mixed(PAPER, says.accent.rgb(), 0.22)));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    int left = WIDTH - POSTER;
    BufferedImage poster =
        says.poster == null ? null : ImageIO.read(new ByteArrayInputStream(says.poster));
    if (poster == null) {
      rings(graphics, says.accent, left);
    } else {
      poster(graphics, poster, left);
    }
    words(graphics, says, left - 2 * MARGIN);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** Cut to the height, as on its card. */
  private static void poster(Graphics2D graphics, BufferedImage poster, int left) {
    double scale =
        Math.max((double) POSTER / poster.getWidth(), (double) HEIGHT / poster.getHeight());
    int width = (int) Math.ceil(poster.getWidth() * scale);
    int height = (int) Math.ceil(poster.getHeight() * scale);
    Shape all = graphics.getClip();
    graphics.setClip(left, 0, POSTER, HEIGHT);
    graphics.drawImage(
        poster, left + (POSTER - width) / 2, (HEIGHT - height) / 2, width, height, null);
    graphics.setClip(all);
  }

  private static void rings(Graphics2D graphics, Accent accent, int left) {
    graphics.setColor(new Color(accent.rgb()));
    graphics.fill(new Rectangle2D.Double(left, 0, POSTER, HEIGHT));
    graphics.setColor(new Color(255, 255, 255, 60));
    Shape all = graphics.getClip();
    graphics.setClip(left, 0, POSTER, HEIGHT);
    for (int radius = 40; radius < HEIGHT; radius += 44) {
      graphics.draw(
          new Ellipse2D.Double(WIDTH - 90.0 - radius, 80.0 - radius, 2.0 * radius, 2.0 * radius));
    }
    graphics.setClip(all);
  }

  private void words(Graphics2D graphics, Says says, double width) throws IOException {
    graphics.setColor(INK);
    lettering.draw(graphics, "onsale", MARGIN, MARGIN + 28, 34, 0.9);
    int size = nameSize(says.name, width);
    List<String> lines = lettering.lines(says.name, size, width);
    double below = HEIGHT - MARGIN - 124.0;
    double y = below - (Math.min(lines.size(), MOST_LINES) - 1) * size * 1.04;
    for (String line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
      lettering.draw(graphics, line, MARGIN, y, size, 1);
      y += size * 1.04;
    }
    fact(graphics, says.day, HEIGHT - MARGIN - 44.0, width, 0.6);
    graphics.setColor(new Color(mixed(0xf4f2ec, PAPER, 0.28)));
    fact(graphics, says.place, HEIGHT - MARGIN + 2.0, width, 0);
  }

  /** In one line, smaller where it must be. */
  private void fact(Graphics2D graphics, String text, double y, double width, double weight)
      throws IOException {
    double size = Math.min(34, 34 * width / Math.max(1, lettering.width(text, 34)));
    lettering.draw(graphics, text, MARGIN, y, size, weight);
  }

  /** The largest in which the name has room. */
  private int nameSize(String name, double width) throws IOException {
    for (int size : NAME_SIZES) {
      List<String> lines = lettering.lines(name, size, width);
      boolean fits = lines.size() * size * 1.04 <= HEIGHT - 2.0 * MARGIN - 170;
      for (String line : lines) {
        fits &= lettering.width(line, size) <= width;
      }
      if (fits && lines.size() <= MOST_LINES) {
        return size;
      }
    }
    return NAME_SIZES[NAME_SIZES.length - 1];
  }

  private static int mixed(int one, int other, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double channel = (one >> shift & 0xff) * (1 - share) + (other >> shift & 0xff) * share;
      mixed |= (int) Math.round(channel) << shift;
    }
    return mixed;
  }
}
