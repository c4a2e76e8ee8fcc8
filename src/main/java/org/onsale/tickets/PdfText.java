package org.onsale.tickets;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.onsale.platform.Money;

/**
 * A PDF of A4 pages with text as text, so that it can be searched and read aloud. The font is
 * Liberation Sans (SIL Open Font License), which comes with PDFBox and has the letters of all
 * European languages.
 */
final class PdfText implements AutoCloseable {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private final PDDocument document = new PDDocument();
  private final PDFont font;
  private final Locale locale;

  /**
   * @param locale whose customs the text follows
   */
  PdfText(String title, Locale locale) throws IOException {
    this.locale = locale;
    document.getDocumentInformation().setTitle(title);
    document.getDocumentCatalog().setLanguage(locale.toLanguageTag());
    try (InputStream stream =
        Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT)) {
      this.font = PDType0Font.load(document, stream, true);
    }
  }

  /** A new page, to be closed when it is drawn. */
  PDPageContentStream page() throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    return new PDPageContentStream(document, page);
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }

  /** In points. */
  float width(String text, float size) throws IOException {
    return font.getStringWidth(drawable(text)) / 1000 * size;
  }

  /** With the currency's code where the font does not have its sign. */
  String readable(Money money) {
    String shown = spaced(money.shown(locale));
    return drawable(shown).equals(shown)
        ? shown
        : BigDecimal.valueOf(money.amount(), money.currency().getDefaultFractionDigits())
            + " "
            + money.currency().getCurrencyCode();
  }

  /**
   * With a wider space for that which French puts between thousands, and the font does not have.
   */
  private static String spaced(String text) {
    return text.replace('\u202f', '\u00a0');
  }

  /** The font has one weight: bold letters are drawn with an outline. */
  void text(
      PDPageContentStream content,
      String text,
      float x,
      float y,
      float size,
      Color color,
      boolean bold)
      throws IOException {
    content.beginText();
    content.setFont(font, size);
    content.setNonStrokingColor(color);
    content.setStrokingColor(color);
    content.setLineWidth(size / 40);
    content.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    content.newLineAtOffset(x, y);
    content.showText(drawable(text));
    content.endText();
  }

  /** What the font cannot draw becomes a question mark rather than an error. */
  private String drawable(String text) {
    StringBuilder drawn = new StringBuilder(text.length());
    spaced(text)
        .codePoints()
        .mapToObj(Character::toString)
        .forEach(character -> drawn.append(canDraw(character) ? character : "?"));
    return drawn.toString();
  }

  private boolean canDraw(String character) {
    try {
      font.encode(character);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  List<String> wrap(String text, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, size) > width) {
        lines.add(line.toString());
        line = new StringBuilder(word);
      } else {
        line = new StringBuilder(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
