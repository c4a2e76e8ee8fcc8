package org.onsale.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import org.onsale.platform.EventId;
import org.onsale.platform.OutboxHandler;
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
    await(() -> !lettersTo("zoe@example.org").isEmpty());
    MimeMessage letter = lettersTo("zoe@example.org").getFirst();
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
    Message kept = kept(order);
    List<SentMail.Attachment> files = messages.attachments(event.id(), kept.id());
    assertThat(files)
        .extracting(SentMail.Attachment::name)
        .containsExactly("tickets.pdf", "event.ics");
    assertThat(files.getLast().content().get())
        .isEqualTo(parts.getLast().getInputStream().readAllBytes());

    // The outbox may deliver twice; the buyer is written once.
    await(() -> kept(order).status().equals("sent"));
    deliver(List.of(told(order)));
    assertThat(lettersTo("zoe@example.org")).hasSize(1);
  }

  @Test
  void a_kill_before_or_after_sending_repeats_nothing_that_the_buyer_sees() throws Exception {
    Order order = purchase.placed(purchase.event("Kill"), "Ada", "kill@example.org");
    confirmation.prepare(List.of(told(order)));
    assertThat(kept(order).status()).isEqualTo("stored");
    assertThat(lettersTo("kill@example.org")).as("killed before sending").isEmpty();

    Message stored = kept(order);
    assertThat(deliver(List.of(told(order)))).containsExactly("");
    assertThat(kept(order).id()).as("not stored again").isEqualTo(stored.id());
    assertThat(lettersTo("kill@example.org")).hasSize(1);

    assertThat(deliver(List.of(told(order))))
        .as("killed before it was finished")
        .containsExactly("");
    assertThat(lettersTo("kill@example.org")).hasSize(1);
  }

  @Test
  void an_order_that_is_not_there_leaves_the_others_of_its_round_mailed() throws Exception {
    Order first = purchase.placed(purchase.event("One"), "Ada", "first@example.org");
    Order last = purchase.placed(purchase.event("Two"), "Bob", "last@example.org");
    List<OutboxMessage> round =
        List.of(
            told(first),
            told(first.code().event(), "A1-00000000"),
            told(first.code().event(), "nonsense"),
            told(last));
    assertThat(deliver(round))
        .containsExactly(
            "",
            "no such order: {\"code\":\"A1-00000000\"}",
            "no such order: {\"code\":\"nonsense\"}",
            "");
    assertThat(lettersTo("first@example.org")).hasSize(1);
    assertThat(lettersTo("last@example.org")).hasSize(1);
  }

  @Test
  void an_order_told_of_twice_in_a_round_is_mailed_once() throws Exception {
    Order order = purchase.placed(purchase.event("Twice"), "Ada", "twice@example.org");
    List<OutboxHandler.Delivery> deliveries =
        confirmation.prepare(List.of(told(order), told(order)));
    try (var both = Executors.newFixedThreadPool(2)) {
      both.invokeAll(deliveries.stream().map(OrderConfirmationTest::task).toList())
          .forEach(Future::resultNow);
    }
    assertThat(lettersTo("twice@example.org")).hasSize(1);
  }

  private static Callable<Boolean> task(OutboxHandler.Delivery delivery) {
    return () -> {
      delivery.carryOut();
      return true;
    };
  }

  private static OutboxMessage told(Order order) {
    return told(order.code().event(), order.code().value());
  }

  private static OutboxMessage told(EventId event, String code) {
    var payload = JsonNodeFactory.instance.objectNode().put("code", code);
    return new OutboxMessage(event, 1, "order-paid", payload, 1);
  }

  /** Delivers a round; answers what each message failed with, nothing where it did not. */
  private List<String> deliver(List<OutboxMessage> round) throws Exception {
    List<String> failures = new ArrayList<>();
    for (OutboxHandler.Delivery delivery : confirmation.prepare(round)) {
      try {
        delivery.carryOut();
        failures.add("");
      } catch (Exception e) {
        failures.add(e.getMessage());
      }
    }
    return failures;
  }

  private Message kept(Order order) {
    return messages.find(order.code(), "order-paid").orElseThrow();
  }

  /** The scheduler brings the letter; how soon is not the test's to say. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(50);
    }
  }

  private List<MimeMessage> lettersTo(String recipient) {
    try {
      List<MimeMessage> theirs = new ArrayList<>();
      for (byte[] letter : letters.get()) {
        var read =
            new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(letter));
        if (read.getAllRecipients()[0].toString().equals(recipient)) {
          theirs.add(read);
        }
      }
      return theirs;
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
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
