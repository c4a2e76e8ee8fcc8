package org.onsale.catalog;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The accent colour of a poster: of all its hues the one that catches the eye, which is the one
 * with the most pixels, each counted by how saturated and bright it is.
 */
final class Accent {
  private static final int HUES = 24;
  private static final float MIN_SATURATION = 0.25f;
  private static final float MIN_BRIGHTNESS = 0.2f;

  /** Of all pixels, how much colour there must be before a poster counts as coloured. */
  private static final double MIN_SHARE = 0.004;

  private Accent() {}

  /** As {@code #rrggbb}; null when the image is black, white and grey. */
  static @Nullable String of(BufferedImage image) {
    double[] weight = new double[HUES];
    double[][] sum = new double[HUES][3];
    float[] hsb = new float[3];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int argb = image.getRGB(x, y);
        int red = argb >> 16 & 0xff;
        int green = argb >> 8 & 0xff;
        int blue = argb & 0xff;
        Color.RGBtoHSB(red, green, blue, hsb);
        if (argb >>> 24 < 128 || hsb[1] < MIN_SATURATION || hsb[2] < MIN_BRIGHTNESS) {
          continue;
        }
        int hue = Math.min(HUES - 1, (int) (hsb[0] * HUES));
        double pixel = hsb[1] * hsb[1] * hsb[2];
        weight[hue] += pixel;
        sum[hue][0] += pixel * red;
        sum[hue][1] += pixel * green;
        sum[hue][2] += pixel * blue;
      }
    }
    int best = heaviest(weight);
    double pixels = (double) image.getWidth() * image.getHeight();
    return weight[best] < pixels * MIN_SHARE ? null : hex(sum[best], weight[best]);
  }

  /** Neighbouring hues count half, so that a colour on the edge of two is not split. */
  private static int heaviest(double[] weight) {
    int best = 0;
    double bestWeight = -1;
    for (int hue = 0; hue < HUES; hue++) {
      double around = weight[(hue + HUES - 1) % HUES] + weight[(hue + 1) % HUES];
      if (weight[hue] + around / 2 > bestWeight && weight[hue] > 0) {
        best = hue;
        bestWeight = weight[hue] + around / 2;
      }
    }
    return best;
  }

  private static String hex(double[] sum, double weight) {
    return String.format(
        Locale.ROOT,
        "#%02x%02x%02x",
        Math.round(sum[0] / weight),
        Math.round(sum[1] / weight),
        Math.round(sum[2] / weight));
  }
}
