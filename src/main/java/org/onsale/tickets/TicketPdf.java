package org.onsale.tickets;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.onsale.catalog.Event;
import org.onsale.catalog.Venue;
import org.onsale.orders.Order;
import org.onsale.platform.Money;

/**
 * Draws the tickets of an order as a PDF, one A4 page each, text as text so that it can be searched
 * and read aloud. The font is Liberation Sans (SIL Open Font License), which comes with PDFBox and
 * has the letters of all European languages.
 */
public final class TicketPdf {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm", Locale.ENGLISH);
  private static final Color DEFAULT_ACCENT = new Color(0x1f, 0x3a, 0x5f);
  private static final Color INK = new Color(0x1a, 0x1a, 0x1a);
  private static final Color FAINT = new Color(0x66, 0x66, 0x66);
  private static final float MARGIN = 56;
  private static final float BAND = 150;
  private static final float QR_SIZE = 190;
  private static final List<String> TERMS =
      List.of(
          "This ticket admits one person once: the first copy that is scanned goes in.",
          "Do not show the code to others. Keep it dark on white, and not creased.",
          "The place is yours for this event only. The organiser's house rules apply.");

  private final Event event;
  private final Order order;
  private final PDDocument document = new PDDocument();
  private final PDFont font;

  private TicketPdf(Event event, Order order) throws IOException {
    this.event = event;
    this.order = order;
    try (InputStream stream =
        Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT)) {
      this.font = PDType0Font.load(document, stream, true);
    }
  }

  /** A ticket with its signed code. */
  public record Coded(Ticket ticket, String code) {}

  /** The document's bytes. */
  public static byte[] draw(Event event, Order order, List<Coded> tickets) {
    try {
      TicketPdf pdf = new TicketPdf(event, order);
      try (PDDocument document = pdf.document) {
        document.getDocumentInformation().setTitle("Tickets for " + event.name());
        for (Coded ticket : tickets) {
          pdf.page(ticket);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void page(Coded coded) throws IOException {
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    float top = page.getMediaBox().getHeight();
    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
      band(content, page.getMediaBox().getWidth(), top);
      Ticket ticket = coded.ticket();
      float y = top - BAND - 60;
      y = field(content, y, "Place", ticket.place(), 20);
      y = field(content, y, "Category", ticket.category() + " · " + price(ticket), 14);
      y = field(content, y, "Name", ticket.holder(), 14);
      y = field(content, y, "Order", order.code().value(), 14);
      // Its quiet zone stands over the margin, so that what is seen lines up with the text.
      float left = page.getMediaBox().getWidth() - MARGIN - QR_SIZE + 15;
      qr(content, coded.code(), left, top - BAND - 227);
      String number = ticket.id().grouped();
      float middle = left + QR_SIZE / 2 - font.getStringWidth(number) / 1000 * 14 / 2;
      text(content, number, middle, top - BAND - 240, 14, INK, true);
      terms(content, Math.min(y, top - BAND - 320) - 20);
    }
  }

  private void band(PDPageContentStream content, float width, float top) throws IOException {
    Color accent = event.accent() == null ? DEFAULT_ACCENT : Color.decode(event.accent());
    Color ink = luminance(accent) > 0.4 ? INK : Color.WHITE;
    content.setNonStrokingColor(accent);
    content.addRect(0, top - BAND, width, BAND);
    content.fill();
    float y = top - 62;
    List<String> name = wrap(event.name(), 28, width - 2 * MARGIN);
    for (String line : name.subList(0, Math.min(2, name.size()))) {
      text(content, line, MARGIN, y, 28, ink, true);
      y -= 32;
    }
    ZonedDateTime start = event.startsAtVenue();
    text(content, DATE.format(start), MARGIN, top - BAND + 36, 13, ink, false);
    List<String> lines = wrap(where(event.venue()), 13, width - 2 * MARGIN);
    text(content, lines.getFirst(), MARGIN, top - BAND + 18, 13, ink, false);
  }

  /** The venue in one line. */
  static String where(Venue venue) {
    return Stream.concat(
            Stream.of(venue.name()),
            Stream.concat(venue.address().lines(), Stream.of(venue.city())))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static double luminance(Color color) {
    return (0.2126 * color.getRed() + 0.7152 * color.getGreen() + 0.0722 * color.getBlue()) / 255;
  }

  private String price(Ticket ticket) {
    return order.lines().stream()
        .filter(line -> line.number() == ticket.line())
        .map(line -> line.paid(order.charges()))
        .map(this::readable)
        .findFirst()
        .orElse("");
  }

  /** With the currency's code where the font does not have its sign. */
  private String readable(Money money) {
    String shown = money.shown();
    return drawable(shown).equals(shown)
        ? shown
        : BigDecimal.valueOf(money.amount(), money.currency().getDefaultFractionDigits())
            + " "
            + money.currency().getCurrencyCode();
  }

  private float field(PDPageContentStream content, float y, String label, String value, float size)
      throws IOException {
    text(content, label, MARGIN, y, 10, FAINT, false);
    float at = y - size - 6;
    for (String line : wrap(value, size, 270)) {
      text(content, line, MARGIN, at, size, INK, size > 14);
      at -= size + 4;
    }
    return at - 18;
  }

  private void qr(PDPageContentStream content, String code, float left, float bottom)
      throws IOException {
    QrCode qr = QrCode.of(code);
    float module = QR_SIZE / qr.size();
    content.setNonStrokingColor(Color.BLACK);
    for (int y = 0; y < qr.size(); y++) {
      for (int x = 0; x < qr.size(); x++) {
        if (qr.isDark(x, y)) {
          content.addRect(left + x * module, bottom + (qr.size() - 1 - y) * module, module, module);
        }
      }
    }
    content.fill();
  }

  private void terms(PDPageContentStream content, float from) throws IOException {
    float y = from;
    content.setStrokingColor(FAINT);
    content.setLineWidth(0.5f);
    content.moveTo(MARGIN, y + 18);
    content.lineTo(PDRectangle.A4.getWidth() - MARGIN, y + 18);
    content.stroke();
    for (String line : TERMS) {
      text(content, line, MARGIN, y, 10, FAINT, false);
      y -= 16;
    }
  }

  /** The font has one weight: bold letters are drawn with an outline. */
  private void text(
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
    text.codePoints()
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

  private List<String> wrap(String text, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && font.getStringWidth(drawable(longer)) / 1000 * size > width) {
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
