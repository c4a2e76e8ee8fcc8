package org.onsale.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.checkin.ScanResult.Verdict;
import org.onsale.orders.Order;
import org.onsale.orders.OrdersFixture;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.Secrets;
import org.onsale.platform.TestDatabase;
import org.onsale.tickets.SigningKeys;
import org.onsale.tickets.Ticket;
import org.onsale.tickets.TicketCodes;
import org.onsale.tickets.TicketParticipant;
import org.onsale.tickets.TicketPdf;
import org.onsale.tickets.Tickets;

class CheckinTest {
  private TestDatabase.Address address;
  private OrdersFixture node;
  private TicketCodes codes;
  private Tickets tickets;
  private Checkin gate;

  @BeforeEach
  void open() throws IOException {
    address = TestDatabase.create();
    Database database = new Database(address.dataSource());
    node = new OrdersFixture(address, new Sandbox(database), List.of(new TicketParticipant()));
    codes = new TicketCodes(new SigningKeys(new Secrets(Files.createTempDirectory("keys"))));
    tickets = new Tickets(database, codes, node.orders);
    gate = gate();
  }

  private Checkin gate() {
    Database own = new Database(address.dataSource());
    return new Checkin(own, new Tickets(own, codes, node.orders), codes);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void a_ticket_is_admitted_once_however_many_gates_scan_it_at_once() {
    Ticket ticket = paidTicket();
    Checkin other = gate();
    List<CompletableFuture<ScanResult>> scans = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(32)) {
      for (int i = 0; i < 32; i++) {
        Checkin at = i % 2 == 0 ? gate : other;
        scans.add(
            CompletableFuture.supplyAsync(
                () -> at.scan(event(), "north", tickets.code(ticket), UUID.randomUUID()), threads));
      }
    }
    List<Verdict> verdicts = scans.stream().map(scan -> scan.join().verdict()).toList();
    assertThat(Collections.frequency(verdicts, Verdict.ADMITTED)).isEqualTo(1);
    assertThat(Collections.frequency(verdicts, Verdict.ALREADY_USED)).isEqualTo(31);
  }

  /** The same race without its guard: the test above can fail. */
  @Test
  void without_the_key_of_admissions_the_race_is_lost() {
    node.database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("ALTER TABLE admission DROP CONSTRAINT admission_pkey");
              handle.execute(
                  "CREATE UNIQUE INDEX another ON admission (event_id, ticket_id, admitted_at)");
            });
    Ticket ticket = paidTicket();
    assertThat(
            IntStream.range(0, 2)
                .mapToObj(i -> admitWithoutKey(ticket))
                .filter(admitted -> admitted == 1))
        .hasSize(2);
  }

  private int admitWithoutKey(Ticket ticket) {
    String sql =
        """
        INSERT INTO admission (event_id, ticket_id, gate, admitted_at)
        VALUES (:event, :ticket, 'north', clock_timestamp())
        ON CONFLICT DO NOTHING
        """;
    return node.database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("event", event().value())
                    .bind("ticket", ticket.id().value())
                    .execute());
  }

  @Test
  void the_same_scan_gets_the_same_answer() {
    Ticket ticket = paidTicket();
    UUID scan = UUID.randomUUID();
    try (var threads = Executors.newFixedThreadPool(16)) {
      List<CompletableFuture<ScanResult>> answers =
          IntStream.range(0, 16)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> gate.scan(event(), "north", tickets.code(ticket), scan), threads))
              .toList();
      assertThat(new HashSet<>(answers.stream().map(CompletableFuture::join).toList()))
          .extracting(ScanResult::verdict)
          .containsExactly(Verdict.ADMITTED);
    }
    assertThat(gate.scan(event(), "north", tickets.code(ticket), UUID.randomUUID()).verdict())
        .isEqualTo(Verdict.ALREADY_USED);
    assertThat(gate.counts(event())).isEqualTo(new Checkin.Counts(1, 2));
  }

  @Test
  void every_other_code_is_refused_for_its_reason() {
    Ticket ticket = paidTicket();
    assertThat(verdict(ticket.id().grouped().toLowerCase(Locale.ROOT))).isEqualTo(Verdict.ADMITTED);
    assertThat(verdict("hello")).isEqualTo(Verdict.NOT_A_TICKET);
    assertThat(verdict("K7Q2-M9XD-4T8P")).isEqualTo(Verdict.NOT_A_TICKET);
    assertThat(verdict(codes.code(new EventId(999), ticket.id()))).isEqualTo(Verdict.WRONG_EVENT);
    Order unpaid = node.order(1);
    assertThat(tickets.of(unpaid.code())).isEmpty();
  }

  @Test
  void the_pdf_has_the_place_the_holder_and_a_code_that_the_gate_admits() throws Exception {
    Order order = node.order(2);
    node.pay(order, "approve", "k");
    List<TicketPdf.Coded> coded =
        tickets.of(order.code()).stream()
            .map(ticket -> new TicketPdf.Coded(ticket, tickets.code(ticket)))
            .toList();
    try (PDDocument document = Loader.loadPDF(TicketPdf.draw(node.event, order, coded))) {
      assertThat(document.getNumberOfPages()).isEqualTo(2);
      String text = new PDFTextStripper().getText(document);
      assertThat(text)
          .contains("Club night", "Standing", "Ada", "Bob", "12.50 EUR", order.code().value())
          .contains(coded.getFirst().ticket().id().grouped());
      BufferedImage page = new PDFRenderer(document).renderImageWithDPI(1, 150);
      assertThat(QrReader.read(page)).isEqualTo(coded.get(1).code());
      assertThat(verdict(QrReader.read(page))).isEqualTo(Verdict.ADMITTED);
    }
  }

  private Verdict verdict(String code) {
    return gate.scan(event(), "north", code, UUID.randomUUID()).verdict();
  }

  private EventId event() {
    return node.event.id();
  }

  private Ticket paidTicket() {
    Order order = node.order(2);
    node.pay(order, "approve", "k");
    return tickets.of(order.code()).getFirst();
  }
}
