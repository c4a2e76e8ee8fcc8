package org.onsale.tickets;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.onsale.catalog.Event;
import org.onsale.catalog.Venue;
import org.onsale.orders.Order;
import org.onsale.tickets.Papers.Word;

/** Draws the tickets of an order as a PDF, one A4 page each. */
public final class TicketPdf {
  private static final Color DEFAULT_ACCENT = new Color(0x1f, 0x3a, 0x5f);
  private static final Color INK = new Color(0x1a, 0x1a, 0x1a);
  private static final Color FAINT = new Color(0x66, 0x66, 0x66);
  private static final float MARGIN = 56;
  private static final float BAND = 150;
  private static final float QR_SIZE = 190;
  private static final List<Word> TERMS = List.of(Word.TERM_ONCE, Word.TERM_CODE, Word.TERM_HOUSE);

  private final Event event;
  private final Order order;
  private final Papers words;
  private final PdfText pdf;

  private TicketPdf(Event event, Order order, Papers words, PdfText pdf) {
    this.event = event;
    this.order = order;
    this.words = words;
    this.pdf = pdf;
  }

  /**
   * A ticket with its signed code.
   *
   * @param viewNote about the view from its seat; empty without one
   */
  public record Coded(Ticket ticket, String code, String viewNote) {}

  /** The document's bytes, in the buyer's language. */
  public static byte[] draw(Event event, Order order, List<Coded> tickets) {
    Papers words = Papers.in(order.buyer().language());
    String title = words.say(Word.TICKETS_FOR, event.name());
    try (PdfText pdf = new PdfText(title, words.locale())) {
      TicketPdf drawing = new TicketPdf(event, order, words, pdf);
      for (Coded ticket : tickets) {
        drawing.page(ticket);
      }
      return pdf.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void page(Coded coded) throws IOException {
    float top = PDRectangle.A4.getHeight();
    try (PDPageContentStream content = pdf.page()) {
      band(content, PDRectangle.A4.getWidth(), top);
      Ticket ticket = coded.ticket();
      float y = top - BAND - 60;
      y = field(content, y, Word.PLACE, ticket.place(words.locale()), 20);
      if (!coded.viewNote().isEmpty()) {
        y = field(content, y, Word.VIEW, coded.viewNote(), 14);
      }
      y = field(content, y, Word.CATEGORY, ticket.category() + " · " + price(ticket), 14);
      y = field(content, y, Word.NAME, ticket.holder(), 14);
      y = field(content, y, Word.ORDER, order.code().value(), 14);
      // Its quiet zone stands over the margin, so that what is seen lines up with the text.
      float left = PDRectangle.A4.getWidth() - MARGIN - QR_SIZE + 15;
      qr(content, coded.code(), left, top - BAND - 227);
      String number = ticket.id().grouped();
      float middle = left + QR_SIZE / 2 - pdf.width(number, 14) / 2;
      pdf.text(content, number, middle, top - BAND - 240, 14, INK, true);
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
    List<String> name = pdf.wrap(event.name(), 28, width - 2 * MARGIN);
    for (String line : name.subList(0, Math.min(2, name.size()))) {
      pdf.text(content, line, MARGIN, y, 28, ink, true);
      y -= 32;
    }
    pdf.text(content, words.start(event), MARGIN, top - BAND + 36, 13, ink, false);
    List<String> lines = pdf.wrap(where(event.venue()), 13, width - 2 * MARGIN);
    pdf.text(content, lines.getFirst(), MARGIN, top - BAND + 18, 13, ink, false);
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
        .map(pdf::readable)
        .findFirst()
        .orElse("");
  }

  private float field(PDPageContentStream content, float y, Word label, String value, float size)
      throws IOException {
    pdf.text(content, words.say(label), MARGIN, y, 10, FAINT, false);
    float at = y - size - 6;
    for (String line : pdf.wrap(value, size, 270)) {
      pdf.text(content, line, MARGIN, at, size, INK, size > 14);
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
    for (Word term : TERMS) {
      pdf.text(content, words.say(term), MARGIN, y, 10, FAINT, false);
      y -= 16;
    }
  }
}
