package org.onsale.storefront;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Letters drawn as shapes. Java's own text needs fonts and libraries that a server need not have;
 * this needs Liberation Sans only, which comes with PDFBox. A letter that it lacks is left out.
 */
final class Lettering {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private final TrueTypeFont font;
  private final CmapLookup letters;

  Lettering() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT)) {
      this.font = new TTFParser().parse(new RandomAccessReadBuffer(stream.readAllBytes()));
      this.letters = font.getUnicodeCmapLookup();
    }
  }

  /** In pixels. */
  double width(String text, double size) throws IOException {
    double units = 0;
    for (int letter : text.codePoints().toArray()) {
      int glyph = letters.getGlyphId(letter);
      units += glyph == 0 ? 0 : font.getAdvanceWidth(glyph);
    }
    return units * size / font.getUnitsPerEm();
  }

  /**
   * @param y of the line that the letters stand on
   * @param weight 0 for the font's own, 1 for bold: its only weight is drawn with an outline
   */
  void draw(Graphics2D graphics, String text, double x, double y, double size, double weight)
      throws IOException {
    double scale = size / font.getUnitsPerEm();
    Path2D line = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double at = x;
    for (int letter : text.codePoints().toArray()) {
      int glyph = letters.getGlyphId(letter);
      if (glyph != 0) {
        append(line, glyph, new AffineTransform(scale, 0, 0, -scale, at, y));
        at += font.getAdvanceWidth(glyph) * scale;
      }
    }
    graphics.fill(line);
    if (weight > 0) {
      float outline = (float) (size / 24 * weight);
      graphics.setStroke(new BasicStroke(outline, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      graphics.draw(line);
    }
  }

  private void append(Path2D line, int glyph, AffineTransform place) throws IOException {
    GlyphData data = font.getGlyph().getGlyph(glyph);
    if (data != null) {
      Shape shape = place.createTransformedShape(data.getPath());
      line.append(shape, false);
    }
  }

  /** The text in lines that are no wider, as far as its words can be parted. */
  List<String> lines(String text, double size, double width) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (line.isEmpty() || width(longer, size) <= width) {
        line = longer;
      } else {
        lines.add(line);
        line = word;
      }
    }
    lines.add(line);
    return lines;
  }
}
