package org.onsale.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.checkin.QrReader;
import org.onsale.orders.Order;
import org.onsale.orders.OrderLine;
import org.onsale.platform.TestDatabase;

class TicketsTest {
  private TicketsFixture house;

  @BeforeEach
  void open() {
    house = new TicketsFixture(TestDatabase.create());
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_confirmed_order_has_one_ticket_per_line() {
    Order order = house.paidOrder(3);
    List<Ticket> tickets = house.tickets.of(order.code());
    assertThat(tickets)
        .extracting(Ticket::line)
        .containsExactlyElementsOf(order.lines().stream().map(OrderLine::number).toList());
    assertThat(tickets).extracting(Ticket::holder).containsExactly("Ada", "Bob", "Ada");
    assertThat(tickets).extracting(Ticket::id).doesNotHaveDuplicates();
    assertThat(tickets).allMatch(ticket -> !ticket.revoked() && house.tickets.isPaid(ticket));
  }

  @Test
  void a_declined_order_has_none() {
    Order order = house.node.order(1);
    house.node.pay(order, "decline", "k");
    assertThat(house.tickets.of(order.code())).isEmpty();
  }

  @Test
  void the_database_has_the_last_word_on_a_seat_sold_twice() {
    house.execute(insert("000000000001"));
    assertThatThrownBy(() -> house.execute(insert("000000000002")))
        .hasMessageContaining("ticket_valid_seat");
    house.execute("UPDATE ticket SET status = 'revoked', revoked_at = now()");
    house.execute(insert("000000000003"));
    house.execute("DROP INDEX ticket_valid_seat");
    house.execute(insert("000000000004"));
  }

  private static String insert(String id) {
    return """
    INSERT INTO ticket (event_id, id, order_code, line, seat, place, category, holder, status,
                        issued_at)
    VALUES (1, '%1$s', 'A1-%1$s', 1, 7, 'Row 1', 'A', 'Ada', 'valid', now())
    """
        .formatted(id);
  }

  @Test
  void the_pdf_says_all_that_a_gate_and_a_guest_need() throws Exception {
    house.execute("UPDATE event SET name = 'Žižek in Łódź – Søren & Ελένη: ночь'");
    Order order = house.paidOrder(2);
    house.execute("UPDATE ticket SET holder = 'Dvořák Nguyễn' WHERE line = 2");
    var event = house.node.catalog.event(house.event().id()).orElseThrow();
    try (PDDocument pdf = Loader.loadPDF(draw(event, order))) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(2);
      List<Ticket> tickets = house.tickets.of(order.code());
      String text = new PDFTextStripper().getText(pdf);
      assertThat(text)
          .contains("Žižek in Łódź – Søren & Ελένη: ночь")
          .contains("Dvořák Nguyễn", "Ada", "Standing", "€12.50", "Hall", "Berlin")
          .contains(String.valueOf(event.startsAtVenue().getYear()))
          .contains(order.code().value())
          .contains(tickets.getFirst().id().grouped(), tickets.getLast().id().grouped());
      var renderer = new PDFRenderer(pdf);
      for (int page = 0; page < 2; page++) {
        assertThat(QrReader.read(renderer.renderImageWithDPI(page, 300)))
            .isEqualTo(house.tickets.code(tickets.get(page)));
      }
    }
  }

  @Test
  void a_qr_image_decodes_to_the_code() throws Exception {
    String code = house.tickets.code(house.paidTicket());
    QrCode qr = QrCode.of(code);
    assertThat(qr.size())
        .as("41 modules, as few as alphanumeric mode needs, in a quiet zone of 4")
        .isEqualTo(49);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(qr.png(4)));
    assertThat(QrReader.read(image)).isEqualTo(code);
    assertThat(QrReader.read(drawn(qr.svg(), qr.size()))).isEqualTo(code);
  }

  /** Draws the runs of the SVG's path, as a browser would. */
  private static BufferedImage drawn(String svg, int size) {
    var image = new BufferedImage(size * 4, size * 4, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.fillRect(0, 0, size * 4, size * 4);
    graphics.setColor(java.awt.Color.BLACK);
    var runs = java.util.regex.Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1H(\\d+)z").matcher(svg);
    while (runs.find()) {
      int x = Integer.parseInt(runs.group(1));
      int y = Integer.parseInt(runs.group(2));
      assertThat(Integer.parseInt(runs.group(4))).isEqualTo(x);
      graphics.fillRect(x * 4, y * 4, Integer.parseInt(runs.group(3)) * 4, 4);
    }
    graphics.dispose();
    return image;
  }

  private byte[] draw(Event event, Order order) {
    return TicketPdf.draw(
        event,
        order,
        house.tickets.of(order.code()).stream()
            .map(ticket -> new TicketPdf.Coded(ticket, house.tickets.code(ticket), ""))
            .toList());
  }
}
