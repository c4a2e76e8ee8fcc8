package org.onsale.tickets;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
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
import org.onsale.tickets.Papers.Word;

/** Draws the receipt of an order, or the credit note of one of its refunds, on A4 pages. */
public final class ReceiptPdf {
  private static final Color INK = new Color(0x1a, 0x1a, 0x1a);
  private static final Color FAINT = new Color(0x66, 0x66, 0x66);
  private static final float MARGIN = 56;
  private static final float RIGHT = PDRectangle.A4.getWidth() - MARGIN;
  private static final float LINE = 18;
  private static final float BOTTOM = 90;

  private final Papers words;
  private final PdfText pdf;
  private final Event event;
  private final Order order;
  private final Receipt receipt;
  private final @Nullable Refund refund;

  private ReceiptPdf(
      Papers words,
      PdfText pdf,
      Event event,
      Order order,
      Receipt receipt,
      @Nullable Refund refund) {
    this.words = words;
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
    Papers words = Papers.in(order.buyer().language());
    String title =
        words.say(refund == null ? Word.RECEIPT : Word.CREDIT_NOTE, receipt.shownNumber());
    try (PdfText pdf = new PdfText(title, words.locale())) {
      new ReceiptPdf(words, pdf, event, order, receipt, refund).pages(title);
      return pdf.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Row(String text, String amount, boolean strong) {}

  private void pages(String title) throws IOException {
    List<Row> rows = rows();
    int next = 0;
    boolean first = true;
    while (first || next < rows.size()) {
      try (PDPageContentStream content = pdf.page()) {
        float y = first ? head(content, title) : PDRectangle.A4.getHeight() - MARGIN;
        for (; next < rows.size() && y > BOTTOM; next++) {
          y = row(content, y, rows.get(next));
        }
      }
      first = false;
    }
  }

  private float head(PDPageContentStream content, String title) throws IOException {
    float y = PDRectangle.A4.getHeight() - MARGIN - 20;
    pdf.text(content, title, MARGIN, y, 22, INK, true);
    y -= 40;
    ZonedDateTime issued = receipt.issuedAt().atZone(event.venue().timeZone());
    List<String> facts = new ArrayList<>();
    facts.add(receipt.seller() + ", " + words.country(receipt.country()));
    facts.add(words.say(Word.ISSUED_ON, words.date(issued)));
    facts.add(words.say(Word.ISSUED_FOR, order.buyer().name(), order.buyer().email()));
    facts.add(
        refund == null
            ? words.say(Word.OF_ORDER, order.code())
            : words.say(Word.OF_REFUND, order.code(), refund.number()));
    facts.add(event.name() + ", " + words.start(event) + ", " + TicketPdf.where(event.venue()));
    for (String fact : facts) {
      for (String line : pdf.wrap(fact, 11, RIGHT - MARGIN)) {
        pdf.text(content, line, MARGIN, y, 11, FAINT, false);
        y -= LINE;
      }
    }
    return y - 14;
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
      String code = words.say(Word.PROMO_CODE, charges.promoCode());
      rows.add(less(code, charges.discount()));
    }
    if (charges.fee().amount() > 0) {
      rows.add(row(words.say(Word.FEES), charges.fee()));
    }
    if (charges.tax().amount() > 0 && !charges.taxIncluded()) {
      rows.add(row(tax(charges), charges.tax()));
    }
    rows.add(new Row(words.say(Word.TOTAL), pdf.readable(order.total()), true));
    if (charges.tax().amount() > 0 && charges.taxIncluded()) {
      rows.add(row(words.say(Word.CONTAINS, tax(charges)), charges.tax()));
    }
    return rows;
  }

  private List<Row> rowsOfRefund(Refund given) {
    Charges charges = order.charges();
    List<Row> rows = new ArrayList<>();
    Money paid = Money.zero(order.total().currency());
    for (OrderLine line : order.lines()) {
      if (given.lines().contains(line.number())) {
        rows.add(row(text(line), line.paid(charges)));
        paid = paid.plus(line.paid(charges));
      }
    }
    Money forOrder = given.amount().plus(given.kept()).minus(paid);
    if (forOrder.amount() > 0) {
      rows.add(row(words.say(Word.ORDER_FEE), forOrder));
    }
    if (given.kept().amount() > 0) {
      rows.add(less(words.say(Word.FEES_KEPT), given.kept()));
    }
    rows.add(new Row(words.say(Word.GIVEN_BACK), pdf.readable(given.amount()), true));
    Money tax = tax(given, forOrder.amount() > 0);
    if (tax.amount() > 0) {
      rows.add(row(words.say(Word.CONTAINS, tax(charges)), tax));
    }
    return rows;
  }

  /**
   * The tax in what goes back: that on fees which are kept is not.
   *
   * @param last whether what was paid for the order itself belongs to it
   */
  private Money tax(Refund given, boolean last) {
    Charges charges = order.charges();
    boolean keeps = given.kept().amount() > 0;
    Money tax = Money.zero(order.total().currency());
    for (OrderLine line : order.lines()) {
      if (given.lines().contains(line.number())) {
        tax = tax.plus(line.tax());
        tax = keeps ? tax.minus(charges.feeTax(line)) : tax;
      }
    }
    return last && !keeps ? tax.plus(charges.orderFeeTax()) : tax;
  }

  private Row less(String text, Money amount) {
    return new Row(text, "−" + pdf.readable(amount), false);
  }

  private Row row(String text, Money amount) {
    return new Row(text, pdf.readable(amount), false);
  }

  private String text(OrderLine line) {
    String place = line.place(words.locale());
    return place.equals(line.kind()) ? place : place + " · " + line.kind();
  }

  private String tax(Charges charges) {
    return charges.taxName() + " " + words.rate(charges.taxRate());
  }
}
