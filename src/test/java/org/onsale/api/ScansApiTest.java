package org.onsale.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.onsale.platform.Eventually.eventually;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.identity.Tokens;
import org.onsale.notifications.Messages;
import org.onsale.notifications.Purchase;
import org.onsale.orders.Order;
import org.onsale.orders.OrderSecrets;
import org.onsale.platform.Database;
import org.onsale.platform.RunningDatabase;
import org.onsale.tickets.Ticket;
import org.onsale.tickets.Tickets;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class ScansApiTest {
  @Inject Purchase purchase;
  @Inject Tickets tickets;
  @Inject Tokens tokens;
  @Inject OrderSecrets secrets;
  @Inject Messages messages;
  @Inject Database database;

  @Test
  void a_gate_admits_a_ticket_once_and_answers_a_repeated_scan_alike() throws Exception {
    Event event = purchase.event("Gate night");
    Order order = purchase.paid(event, 1, "Ada", "ada@example.org");
    Ticket ticket = tickets.of(order.code()).getFirst();
    String token = tokens.issueGate(event.id(), "north");
    Map<String, String> scan =
        Map.of("code", tickets.code(ticket), "scanId", UUID.randomUUID().toString());
    String first =
        post(token, event.slug(), scan)
            .statusCode(200)
            .body("result", equalTo("admitted"))
            .body("ticket.place", equalTo("Standing"))
            .body("ticket.holder", equalTo("Ada"))
            .body("admittedAt", notNullValue())
            .extract()
            .asString();
    assertThat(post(token, event.id().toString(), scan).statusCode(200).extract().asString())
        .isEqualTo(first);
    post(token, event.slug(), Map.of("code", ticket.id().grouped()))
        .statusCode(200)
        .body("result", equalTo("already_used"))
        .body("admittedGate", equalTo("token north"));
    given()
        .auth()
        .oauth2(token)
        .get("/api/v1/gates/" + event.slug())
        .then()
        .statusCode(200)
        .body("admitted", is(1))
        .body("valid", is(1));
  }

  @Test
  void the_token_of_another_event_is_refused_and_its_ticket_named() throws Exception {
    Event here = purchase.event("Here");
    Event there = purchase.event("There");
    Ticket ticket = tickets.of(purchase.paid(there, 1, "Bob", "bob@example.org").code()).getFirst();
    String token = tokens.issueGate(here.id(), "south");
    Map<String, String> scan = Map.of("code", tickets.code(ticket));
    post(token, there.slug(), scan).statusCode(403);
    post("no-token", here.slug(), scan).statusCode(401);
    post(token, here.slug(), scan)
        .statusCode(200)
        .body("result", equalTo("wrong_event"))
        .body("otherEvent.name", equalTo("There"));
    post(token, here.slug(), Map.of("code", ticket.id().value()))
        .statusCode(200)
        .body("result", equalTo("wrong_event"));
  }

  @Test
  void what_is_no_scan_is_a_problem_and_what_is_no_ticket_an_answer() {
    Event event = purchase.event("Odd codes");
    String token = tokens.issueGate(event.id(), "east");
    post(token, event.slug(), Map.of()).statusCode(422).body("errors[0].field", equalTo("code"));
    post(token, event.slug(), Map.of("code", "x", "scanId", "a b"))
        .statusCode(422)
        .body("errors[0].field", equalTo("scanId"));
    post(token, event.slug(), Map.of("code", "x", "scanId", "a".repeat(65))).statusCode(422);
    post(token, event.slug(), Map.of("code", "https://example.org/" + "x".repeat(2000)))
        .statusCode(200)
        .body("result", equalTo("not_a_ticket"));
  }

  @Test
  void files_are_given_once_the_order_is_paid_and_only_with_its_secret() throws Exception {
    Event event = purchase.event("Files");
    Order order = purchase.paid(event, 2, "Eve", "eve@example.org");
    String path = "/api/v1/orders/" + order.code() + "/tickets/";
    Ticket ticket = tickets.of(order.code()).getFirst();
    String[][] files = {
      {"all.pdf", "application/pdf"},
      {ticket.id() + ".pdf", "application/pdf"},
      {ticket.id() + ".svg", "image/svg+xml"},
      {"event.ics", "text/calendar"},
    };
    for (String[] file : files) {
      String answer =
          given()
              .queryParam("secret", secrets.of(order.code()))
              .get(path + file[0])
              .then()
              .statusCode(200)
              .extract()
              .contentType();
      assertThat(answer).startsWith(file[1]);
      given().queryParam("secret", "guess").get(path + file[0]).then().statusCode(404);
    }
    given().get("/api/v1/ticket-keys").then().statusCode(200).body("items[0].id", is(1));
  }

  @Test
  void without_a_mail_server_the_letter_is_kept_and_nothing_is_sent() throws Exception {
    Event event = purchase.event("Kept letters");
    Order order = purchase.paid(event, 1, "Kim", "kim@example.org");
    eventually().until(() -> isCarriedOut(order));
    assertThat(messages.list(null, "", null, 100).items())
        .filteredOn(message -> message.orderCode().equals(order.code().value()))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.status()).isEqualTo("stored");
              assertThat(message.sentAt()).isNull();
            });
  }

  /** At the first attempt: with a mail server that is not there it would be put off. */
  private boolean isCarriedOut(Order order) {
    String sql =
        """
        SELECT count(*) FROM outbox
         WHERE done_at IS NOT NULL AND attempts = 1 AND payload ->> 'code' = :code
        """;
    return database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("code", order.code().value())
                        .mapTo(int.class)
                        .one())
        == 1;
  }

  @Test
  void a_gate_without_a_detector_of_its_own_has_the_code_read_from_a_picture() throws Exception {
    Event event = purchase.event("Picture night");
    Order order = purchase.paid(event, 1, "Ada", "ada@example.org");
    String code = tickets.code(tickets.of(order.code()).getFirst());
    String token = tokens.issueGate(event.id(), "north");
    BitMatrix symbol = new QRCodeWriter().encode(code, BarcodeFormat.QR_CODE, 500, 500);
    picture(token, event, jpeg(MatrixToImageWriter.toBufferedImage(symbol)))
        .statusCode(200)
        .body("code", equalTo(code));
    picture(token, event, jpeg(new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB)))
        .statusCode(200)
        .body("code", nullValue());
    picture(token, event, jpeg(new BufferedImage(3000, 2000, BufferedImage.TYPE_BYTE_GRAY)))
        .statusCode(422);
    picture(token, event, "no picture".getBytes(UTF_8)).statusCode(422);
    picture(token, event, new byte[600_000]).statusCode(413);
    picture("guess", event, jpeg(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB)))
        .statusCode(401);
  }

  private static byte[] jpeg(BufferedImage picture) throws IOException {
    BufferedImage colour =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    colour.getGraphics().drawImage(picture, 0, 0, null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(colour, "jpeg", bytes);
    return bytes.toByteArray();
  }

  private static ValidatableResponse picture(String token, Event event, byte[] jpeg) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("image/jpeg")
        .body(jpeg)
        .post("/api/v1/gates/" + event.slug() + "/pictures")
        .then();
  }

  private static ValidatableResponse post(String token, String event, Map<String, String> body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/v1/gates/" + event + "/scans")
        .then();
  }
}
