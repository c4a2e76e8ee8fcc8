package org.onsale.notifications;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.onsale.platform.Eventually.eventually;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.checkin.Checkin;
import org.onsale.checkin.QrReader;
import org.onsale.checkin.ScanResult.Verdict;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Order;
import org.onsale.orders.RefundRequest;
import org.onsale.orders.Refunds;
import org.onsale.platform.Database;
import org.onsale.platform.Language;
import org.onsale.platform.RunningDatabase;

/** From the captured payment to the letter box, and from the letter to the gate. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = MailServer.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class OrderConfirmationTest {
  @Inject Purchase purchase;
  @Inject Checkin checkin;
  @Inject Messages messages;
  @Inject MessageRows rows;
  @Inject ReminderRefusals refusals;
  @Inject Refunds refunds;
  @Inject Database database;
  Supplier<List<byte[]>> letters = List::of;

  @Test
  void a_paid_order_is_mailed_once_with_tickets_that_the_gate_admits() throws Exception {
    var event = purchase.event("Žižek, Søren & Ελένη");
    Order order = purchase.paid(event, 2, "Zoë <Žák>", "zoe@example.org");
    eventually().until(() -> !lettersTo("zoe@example.org").isEmpty());
    MimeMessage letter = lettersTo("zoe@example.org").getFirst();
    assertThat(letter.getMessageID()).isEqualTo("<" + order.code() + ".order-paid@onsale>");
    assertThat(letter.getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("zoe@example.org");
    assertThat(letter.getSubject()).isEqualTo("Your tickets for Žižek, Søren & Ελένη");

    List<Part> parts = leaves(letter);
    assertThat(parts)
        .extracting(part -> part.getContentType().split(";", 2)[0])
        .containsExactly(
            "text/plain", "text/html", "application/pdf", "application/pdf", "text/calendar");
    assertThat(text(parts.get(0))).contains("Zoë <Žák>", "Säulenhalle", order.code().value());
    assertThat(text(parts.get(1))).contains("Zoë &lt;Žák&gt;", "/orders/" + order.code());
    assertThat(pdfText(parts.get(3))).contains("Receipt R-", "For Zoë <Žák>");
    assertThat(text(parts.get(4)))
        .contains("SUMMARY:Žižek\\, Søren & Ελένη", "Straße 1\\, Hof", "END:VCALENDAR\r\n");
    try (PDDocument pdf = Loader.loadPDF(parts.get(2).getInputStream().readAllBytes())) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(2);
      String code = QrReader.read(new PDFRenderer(pdf).renderImageWithDPI(0, 300));
      assertThat(checkin.scan(event.id(), "north", code, null).orElseThrow().verdict())
          .isEqualTo(Verdict.ADMITTED);
    }

    // The office shows the very files.
    Message kept = kept(order);
    List<Enclosure> files = messages.enclosures(kept);
    assertThat(files)
        .extracting(Enclosure::name)
        .containsExactly("tickets.pdf", "receipt.pdf", "event.ics");
    assertThat(files.getLast().content().get())
        .isEqualTo(parts.getLast().getInputStream().readAllBytes());

    // The buyer is written once, unless the organiser wants it otherwise.
    eventually().until(() -> kept(order).state() == Message.State.SENT);
    assertThat(messages.attempts(kept))
        .extracting(Attempt::outcome, Attempt::answer)
        .containsExactly(tuple("accepted", "Taken by localhost."));
    assertThat(lettersTo("zoe@example.org")).hasSize(1);
    messages.sendAgain(event.id(), kept.id());
    eventually().until(() -> lettersTo("zoe@example.org").size() == 2);
    assertThat(lettersTo("zoe@example.org").getLast().getMessageID())
        .isEqualTo(letter.getMessageID());
  }

  @Test
  void a_refund_is_mailed_with_its_credit_note_in_the_buyers_language() throws Exception {
    Order order = purchase.paid(purchase.event("Teuer"), 2, "Ada", "refund@example.org");
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE customer_order SET language = 'de' WHERE code = ?",
                    order.code().value()));
    refunds.refund(
        order.code(), new RefundRequest(List.of(2), "Olga", ""), IdempotencyKey.of("k", "refund"));
    eventually().until(() -> lettersTo("refund@example.org").size() == 2);
    List<MimeMessage> ofRefund = new ArrayList<>();
    for (MimeMessage each : lettersTo("refund@example.org")) {
      if (each.getMessageID().equals("<" + order.code() + ".order-refunded.1@onsale>")) {
        ofRefund.add(each);
      }
    }
    assertThat(ofRefund).hasSize(1);
    MimeMessage letter = ofRefund.getFirst();
    List<Part> parts = leaves(letter);
    assertThat(parts).hasSize(3);
    assertThat(text(parts.getFirst())).contains("Die Gutschrift ist als PDF angehängt");
    assertThat(parts.getLast().getFileName()).isEqualTo("credit-note.pdf");
    assertThat(pdfText(parts.getLast()))
        .contains("Gutschrift C-", order.code() + ", Erstattung 1", "Erstattet");
  }

  private static String pdfText(Part part) throws Exception {
    try (PDDocument pdf = Loader.loadPDF(part.getInputStream().readAllBytes())) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  @Test
  void a_reminder_ends_by_one_click_in_the_mail_program() throws Exception {
    Event event = purchase.event("Soon");
    Order order = purchase.paid(event, 1, "Ada", "remind@example.org");
    rows.store(
        List.of(
            new Letter(
                order.code(),
                Kind.REMINDER_DAY,
                Kind.Urgency.SOON,
                event.startsAt().toString(),
                Channel.MAIL,
                Language.GERMAN,
                "remind@example.org",
                "Morgen",
                "Text",
                "<p>Text</p>",
                null)),
        Set.of(Channel.MAIL));
    eventually().until(() -> lettersTo("remind@example.org").size() == 2);
    String start = event.startsAt().toString().replaceAll("[:.]", "-");
    String id = "<" + order.code() + ".reminder-24h." + start + "@onsale>";
    MimeMessage letter = letter("remind@example.org", id);
    assertThat(letter.getHeader("Content-Language")).containsExactly("de");
    assertThat(letter.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    String[] headers = letter.getHeader("List-Unsubscribe");
    String link = MimeUtility.unfold(headers[0]).replaceAll("[<>\\s]", "");
    assertThat(link).isEqualTo(refusals.link(order.code()));

    String path = URI.create(link).getPath();
    given().get(path).then().statusCode(200).body(containsString("No more reminders?"));
    assertThat(refusals.among(List.of(order))).as("to look changes nothing").isEmpty();
    given()
        .contentType("application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .post(path)
        .then()
        .statusCode(200);
    assertThat(refusals.among(List.of(order))).containsExactly("remind@example.org");
    given().post(path.substring(0, path.length() - 1)).then().statusCode(404);
  }

  private Message kept(Order order) {
    return messages.of(order.code()).getFirst();
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

  private MimeMessage letter(String recipient, String messageId) throws MessagingException {
    for (MimeMessage letter : lettersTo(recipient)) {
      if (letter.getMessageID().equals(messageId)) {
        return letter;
      }
    }
    throw new AssertionError("no " + messageId);
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
