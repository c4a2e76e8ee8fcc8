package org.onsale.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.orders.Charges;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Order;
import org.onsale.orders.OrderLine;
import org.onsale.orders.OrdersFixture;
import org.onsale.orders.PayOutcome;
import org.onsale.orders.Receipt;
import org.onsale.orders.Receipts;
import org.onsale.orders.Refund;
import org.onsale.orders.RefundRequest;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;

/** Places cost 12.50 euros each. */
class ReceiptsTest {
  private OrdersFixture node;
  private Receipts receipts;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    Sandbox sandbox = new Sandbox(address.database());
    node = new OrdersFixture(address, sandbox, List.of(new TicketParticipant()));
    receipts = new Receipts(node.database, node.catalog, node.orders);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void numbers_have_no_gaps_and_each_order_one_number_however_many_ask_at_once() {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      orders.add(paid(1));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Receipt>> asked = new ArrayList<>();
      for (int again = 0; again < 4; again++) {
        for (Order order : orders) {
          asked.add(
              CompletableFuture.supplyAsync(
                  () -> receipts.of(order.code()).orElseThrow(), threads));
        }
      }
      List<Long> numbers =
          asked.stream()
              .map(CompletableFuture::join)
              .map(Receipt::number)
              .distinct()
              .sorted()
              .toList();
      assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, 12).boxed().toList());
    }
  }

  @Test
  void a_number_that_could_not_be_used_is_given_to_the_next() {
    Order first = paid(1);
    Order second = paid(1);
    node.database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "ALTER TABLE receipt ADD CONSTRAINT broken CHECK (code <> '%s')"
                        .formatted(first.code())));
    assertThatThrownBy(() -> receipts.of(first.code())).hasMessageContaining("broken");
    assertThat(receipts.of(second.code()).orElseThrow().shownNumber()).isEqualTo("R-000001");
  }

  @Test
  void what_was_not_paid_has_no_receipt_and_what_was_not_refunded_no_credit_note() {
    Order pending = node.order(1);
    assertThat(receipts.of(pending.code())).isEmpty();
    assertThat(receipts.ofRefund(paid(1).code(), 1)).isEmpty();
  }

  @Test
  void receipt_and_credit_note_say_who_what_and_how_much() throws IOException {
    Order order = paid(2);
    node.refunds.refund(
        order.code(), new RefundRequest(List.of(2), "Olga", ""), IdempotencyKey.of("k", "2"));
    Receipt receipt = receipts.of(order.code()).orElseThrow();
    String text = text(ReceiptPdf.receipt(node.event, order, receipt));
    assertThat(text)
        .contains("Receipt R-000001", "Onsale, Germany", "For Ada", order.code().value())
        .contains("Club night", "Standing", "€12.50", "Total", "€25.00");
    Refund refund = node.refunds.of(order.code()).getFirst();
    Receipt note = receipts.ofRefund(order.code(), 1).orElseThrow();
    assertThat(text(ReceiptPdf.creditNote(node.event, order, note, refund)))
        .contains("Credit note C-000001", "refund 1", "Given back", "€12.50")
        .doesNotContain("€25.00");
  }

  @Test
  void papers_are_in_the_buyers_language_and_tell_which_fees_were_kept() throws IOException {
    Order order = in("de", charged(paid(2)));
    Refund refund =
        new Refund(
            1,
            Refund.Status.DONE,
            Money.of(1250, "EUR"),
            Money.of(300, "EUR"),
            List.of(2),
            RefundRequest.BUYER,
            "",
            "",
            IdempotencyKey.of("k", "2"),
            Instant.EPOCH);
    Receipt receipt = receipts.of(order.code()).orElseThrow();
    assertThat(text(ReceiptPdf.receipt(node.event, order, receipt)))
        .contains("Rechnung R-000001", "Onsale, Deutschland", "Ausgestellt am", "Gebühren")
        .contains("12,50\u00a0€", "29,00\u00a0€", "enthält USt 19\u00a0%")
        .doesNotContain("Total", "?");
    Receipt note =
        new Receipt(Receipt.Kind.CREDIT_NOTE, 1, order.code(), 1, "Onsale", "DE", Instant.EPOCH);
    assertThat(text(ReceiptPdf.creditNote(node.event, order, note, refund)))
        .contains("Gutschrift C-000001", "Erstattung 1", "13,50\u00a0€")
        .contains("Gebühr der Bestellung", "2,00\u00a0€")
        .contains("Einbehaltene Gebühren", "−3,00\u00a0€")
        .contains("Erstattet", "12,50\u00a0€")
        .as("the tax of the ticket less that of its fee")
        .contains("2,00\u00a0€");
    assertThat(text(ReceiptPdf.receipt(node.event, in("fr", expensive(order)), receipt)))
        .contains("Reçu R-000001", "1\u00a0250\u00a0000,00\u00a0€")
        .doesNotContain("?");
  }

  /** With a fee of one euro a ticket and two for the order, and taxes in all of it. */
  private static Order charged(Order order) {
    List<OrderLine> lines =
        order.lines().stream()
            .map(
                line ->
                    new OrderLine(
                        line.number(),
                        line.seat(),
                        line.pool(),
                        line.place(),
                        line.category(),
                        line.type(),
                        line.price(),
                        line.discount(),
                        Money.of(100, "EUR"),
                        Money.of(216, "EUR"),
                        line.attendee()))
            .toList();
    Money zero = Money.of(0, "EUR");
    Charges charges =
        new Charges(
            "",
            zero,
            Money.of(400, "EUR"),
            Money.of(200, "EUR"),
            Money.of(464, "EUR"),
            Money.of(32, "EUR"),
            "USt",
            1900,
            true);
    return with(order, order.buyer(), lines, charges, Money.of(2900, "EUR"));
  }

  private static Order in(String language, Order order) {
    Order.Buyer buyer = order.buyer();
    return with(
        order,
        new Order.Buyer(buyer.name(), buyer.email(), buyer.phone(), language),
        order.lines(),
        order.charges(),
        order.total());
  }

  private static Order expensive(Order order) {
    return with(order, order.buyer(), order.lines(), order.charges(), Money.of(125_000_000, "EUR"));
  }

  private static Order with(
      Order order, Order.Buyer buyer, List<OrderLine> lines, Charges charges, Money total) {
    return new Order(
        order.code(),
        order.status(),
        buyer,
        lines,
        charges,
        total,
        order.createdAt(),
        order.payBy());
  }

  @Test
  void a_long_order_goes_on_over_pages() throws IOException {
    Order order = paid(10);
    Receipt receipt = receipts.of(order.code()).orElseThrow();
    List<OrderLine> many = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      many.addAll(order.lines());
    }
    Order longer = with(order, order.buyer(), many, order.charges(), order.total());
    byte[] pdf = ReceiptPdf.receipt(node.event, longer, receipt);
    try (var document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(3);
    }
    assertThat(text(pdf).split("€12.50", -1)).hasSize(81);
  }

  private static String text(byte[] pdf) throws IOException {
    try (var document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private Order paid(int places) {
    Order order = node.order(places);
    assertThat(node.pay(order, "approve", "pay")).isEqualTo(new PayOutcome.Paid());
    return order;
  }
}
