package org.onsale.tickets;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.orders.Charges;
import org.onsale.orders.Order;
import org.onsale.orders.OrderLine;
import org.onsale.orders.Receipt;
import org.onsale.orders.Refund;
import org.onsale.platform.Money;

/** Draws the receipt of an order, or the credit note of one of its refunds, on A4 pages. */
public final class ReceiptPdf {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final Color INK = new Color(0x1a, 0x1a, 0x1a);
  private static final Color FAINT = new Color(0x66, 0x66, 0x66);
  private static final float MARGIN = 56;
  private static final float RIGHT = PDRectangle.A4.getWidth() - MARGIN;
  private static final float LINE = 18;
  private static final float BOTTOM = 90;

  private final PdfText pdf;
  private final Event event;
  private final Order order;
  private final Receipt receipt;
  private final @Nullable Refund refund;

  private ReceiptPdf(
      PdfText pdf, Event event, Order order, Receipt receipt, @Nullable Refund refund) {
    this.pdf = pdf;
    this.event = event;
    this.order = order;
    this.receipt = receipt;
    this.refund = refund;
  }

  /** The bytes of the receipt of an order. */
  public static byte[] receipt(Event event, Order order, Receipt receipt) {
    return draw(event, order, receipt, null);
  }

  /** The bytes of the credit note of a refund. */
  public static byte[] creditNote(Event event, Order order, Receipt receipt, Refund refund) {
    return draw(event, order, receipt, refund);
  }

  private static byte[] draw(Event event, Order order, Receipt receipt, @Nullable Refund refund) {
    String kind = refund == null ? "Receipt" : "Credit note";
    try (PdfText pdf = new PdfText(kind + " " + receipt.shownNumber())) {
      new ReceiptPdf(pdf, event, order, receipt, refund).pages(kind);
      return pdf.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Row(String text, String amount, boolean strong) {}

  private void pages(String kind) throws IOException {
    List<Row> rows = rows();
    int next = 0;
    boolean first = true;
    while (first || next < rows.size()) {
      try (PDPageContentStream content = pdf.page()) {
        float y = first ? head(content, kind) : PDRectangle.A4.getHeight() - MARGIN;
        for (; next < rows.size() && y > BOTTOM; next++) {
          y = row(content, y, rows.get(next));
        }
      }
      first = false;
    }
  }

  private float head(PDPageContentStream content, String kind) throws IOException {
    float y = PDRectangle.A4.getHeight() - MARGIN - 20;
    pdf.text(content, kind + " " + receipt.shownNumber(), MARGIN, y, 22, INK, true);
    y -= 40;
    ZonedDateTime issued = receipt.issuedAt().atZone(event.venue().timeZone());
    List<String> facts = new ArrayList<>();
    facts.add(receipt.seller() + ", " + country(receipt.country()));
    facts.add("Issued on " + DATE.format(issued));
    facts.add("For " + order.buyer().name() + ", " + order.buyer().email());
    facts.add("Order " + order.code() + (refund == null ? "" : ", refund " + refund.number()));
    facts.add(
        event.name()
            + ", "
            + DATE.format(event.startsAtVenue())
            + ", "
            + TicketPdf.where(event.venue()));
    for (String fact : facts) {
      for (String line : pdf.wrap(fact, 11, RIGHT - MARGIN)) {
        pdf.text(content, line, MARGIN, y, 11, FAINT, false);
        y -= LINE;
      }
    }
    return y - 14;
  }

  private static String country(String code) {
    return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
  }

  private float row(PDPageContentStream content, float from, Row row) throws IOException {
    float y = from;
    pdf.text(content, row.amount(), RIGHT - pdf.width(row.amount(), 11), y, 11, INK, row.strong());
    for (String line : pdf.wrap(row.text(), 11, RIGHT - MARGIN - 110)) {
      pdf.text(content, line, MARGIN, y, 11, INK, row.strong());
      y -= LINE;
    }
    return y - (row.strong() ? 6 : 0);
  }

  private List<Row> rows() {
    return refund == null ? rowsOfOrder() : rowsOfRefund(refund);
  }

  private List<Row> rowsOfOrder() {
    Charges charges = order.charges();
    List<Row> rows = new ArrayList<>();
    order.lines().forEach(line -> rows.add(row(text(line), line.price())));
    if (charges.discount().amount() > 0) {
      rows.add(
          new Row("Code " + charges.promoCode(), "−" + pdf.readable(charges.discount()), false));
    }
    if (charges.fee().amount() > 0) {
      rows.add(row("Fees", charges.fee()));
    }
    if (charges.tax().amount() > 0 && !charges.taxIncluded()) {
      rows.add(row(tax(charges), charges.tax()));
    }
    rows.add(new Row("Total", pdf.readable(order.total()), true));
    if (charges.tax().amount() > 0 && charges.taxIncluded()) {
      rows.add(row("contains " + tax(charges), charges.tax()));
    }
    return rows;
  }

  private List<Row> rowsOfRefund(Refund given) {
    Charges charges = order.charges();
    List<Row> rows = new ArrayList<>();
    Money tax = Money.zero(order.total().currency());
    Money lines = tax;
    for (OrderLine line : order.lines()) {
      if (given.lines().contains(line.number())) {
        rows.add(row(text(line), line.paid(charges)));
        lines = lines.plus(line.paid(charges));
        tax = tax.plus(line.tax());
      }
    }
    if (given.amount().amount() > lines.amount()) {
      rows.add(row("Fee of the order", given.amount().minus(lines)));
      tax = tax.plus(charges.orderFeeTax());
    }
    rows.add(new Row("Given back", pdf.readable(given.amount()), true));
    if (tax.amount() > 0) {
      rows.add(row("contains " + tax(charges), tax));
    }
    return rows;
  }

  private Row row(String text, Money amount) {
    return new Row(text, pdf.readable(amount), false);
  }

  private static String text(OrderLine line) {
    return line.place().equals(line.kind()) ? line.place() : line.place() + " · " + line.kind();
  }

  private static String tax(Charges charges) {
    return charges.taxName() + " " + charges.shownRate();
  }
}
