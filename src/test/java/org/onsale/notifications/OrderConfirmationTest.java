package org.onsale.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.onsale.checkin.Checkin;
import org.onsale.checkin.QrReader;
import org.onsale.checkin.ScanResult.Verdict;
import org.onsale.orders.Order;
import org.onsale.platform.OutboxMessage;
import org.onsale.platform.RunningDatabase;
import org.onsale.platform.SentMail;

/** From the captured payment to the letter box, and from the letter to the gate. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailServer.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class OrderConfirmationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Purchase purchase;
  @Inject Checkin checkin;
  @Inject Messages messages;
  @Inject OrderConfirmation confirmation;
  Supplier<List<byte[]>> letters = List::of;

  @Test
  void a_paid_order_is_mailed_once_with_tickets_that_the_gate_admits() throws Exception {
    var event = purchase.event("Žižek, Søren & Ελένη");
    Order order = purchase.paid(event, 2, "Zoë <Žák>", "zoe@example.org");
    await(() -> !letters.get().isEmpty());
    MimeMessage letter = letter();
    assertThat(letter.getMessageID()).isEqualTo("<" + order.code() + ".order-paid@onsale>");
    assertThat(letter.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("zoe@example.org");
    assertThat(letter.getSubject()).isEqualTo("Your tickets for Žižek, Søren & Ελένη");

    List<Part> parts = leaves(letter);
    assertThat(parts)
        .extracting(part -> part.getContentType().split(";", 2)[0])
        .containsExactly("text/plain", "text/html", "application/pdf", "text/calendar");
    assertThat(text(parts.get(0))).contains("Zoë <Žák>", "Säulenhalle", order.code().value());
    assertThat(text(parts.get(1))).contains("Zoë &lt;Žák&gt;", "/orders/" + order.code());
    assertThat(text(parts.get(3)))
        .contains("SUMMARY:Žižek\\, Søren & Ελένη", "Straße 1\\, Hof", "END:VCALENDAR\r\n");
    try (PDDocument pdf = Loader.loadPDF(parts.get(2).getInputStream().readAllBytes())) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(2);
      String code = QrReader.read(new PDFRenderer(pdf).renderImageWithDPI(0, 300));
      assertThat(checkin.scan(event.id(), "north", code, null).orElseThrow().verdict())
          .isEqualTo(Verdict.ADMITTED);
    }

    // The office shows the very files.
    Message kept = messages.list(null, 1).items().getFirst();
    List<SentMail.Attachment> files = messages.attachments(event.id(), kept.id());
    assertThat(files)
        .extracting(SentMail.Attachment::name)
        .containsExactly("tickets.pdf", "event.ics");
    assertThat(files.getLast().content().get())
        .isEqualTo(parts.getLast().getInputStream().readAllBytes());

    // The outbox may deliver twice; the buyer is written once.
    await(() -> messages.list(null, 1).items().getFirst().status().equals("sent"));
    var payload = JsonNodeFactory.instance.objectNode().put("code", order.code().value());
    confirmation.handle(new OutboxMessage(event.id(), 1, "order-paid", payload, 2));
    assertThat(letters.get()).hasSize(1);
  }

  /** The scheduler brings the letter; how soon is not the test's to say. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }

  private MimeMessage letter() throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(letters.get().getFirst()));
  }

  private static List<Part> leaves(Part part) throws Exception {
    List<Part> leaves = new ArrayList<>();
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        leaves.addAll(leaves(parts.getBodyPart(i)));
      }
    } else {
      leaves.add(part);
    }
    return leaves;
  }

  private static String text(Part part) throws Exception {
    return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
