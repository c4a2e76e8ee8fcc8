package org.onsale.storefront;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event's colour, and what can be read on it and beside it. Contrast is that of WCAG 2.2:
 * luminances from 0 to 1, at least 4.5 to 1 for text and 3 to 1 for the shape of a button.
 *
 * @param rgb 0xRRGGBB
 */
record Accent(int rgb) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{6}");
  private static final double READABLE = 4.5;
  private static final double DISTINCT = 3;
  private static final int LIGHT_PAPER = 0xffffff;
  private static final int DARK_PAPER = 0x121216;
  private static final int LIGHT_INK = 0xffffff;
  private static final int DARK_INK = 0x10101a;

  /** Of {@code #rrggbb}, or six digits alone. */
  static Optional<Accent> parse(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    String digits = (text.startsWith("#") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
    return HEX.matcher(digits).matches()
        ? Optional.of(new Accent(Integer.parseInt(digits, 16)))
        : Optional.empty();
  }

  /** The class that gives an element and all in it this colour. */
  String cssClass() {
    return "accent-" + hex(rgb).substring(1);
  }

  /** The rules of {@link #cssClass}, for light and dark. */
  String css() {
    return ".%s{%s}%n@media screen and (prefers-color-scheme:dark){.%s{%s}}%n"
        .formatted(cssClass(), colours(LIGHT_PAPER), cssClass(), colours(DARK_PAPER));
  }

  private String colours(int paper) {
    int fill = apart(paper, DISTINCT);
    int onFill = contrast(fill, LIGHT_INK) >= contrast(fill, DARK_INK) ? LIGHT_INK : DARK_INK;
    return "--accent:%s;--on-accent:%s;--accent-text:%s"
        .formatted(hex(fill), hex(onFill), hex(apart(paper, READABLE)));
  }

  /**
   * The colour itself when it stands out enough from the paper, else the nearest shade that does.
   */
  private int apart(int paper, double enough) {
    boolean darken = luminance(paper) > 0.5;
    for (int step = 0; step <= 20; step++) {
      double share = step / 20.0;
      int shade = darken ? map(c -> c * (1 - share)) : map(c -> c + (255 - c) * share);
      if (contrast(shade, paper) >= enough) {
        return shade;
      }
    }
    throw new IllegalStateException("neither black nor white stands out from " + hex(paper));
  }

  private int map(DoubleUnaryOperator shade) {
    int mapped = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      mapped |= (int) Math.round(shade.applyAsDouble(rgb >> shift & 0xff)) << shift;
    }
    return mapped;
  }

  private static double contrast(int one, int other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  private static double linear(int channel) {
    double value = (channel & 0xff) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static String hex(int rgb) {
    return "#%06x".formatted(rgb);
  }
}
