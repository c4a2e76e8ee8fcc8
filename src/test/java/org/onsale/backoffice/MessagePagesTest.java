package org.onsale.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.onsale.platform.Eventually.eventually;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.identity.SignedIn;
import org.onsale.notifications.Message;
import org.onsale.notifications.Messages;
import org.onsale.notifications.Purchase;
import org.onsale.orders.Order;
import org.onsale.platform.Database;
import org.onsale.platform.RunningDatabase;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class MessagePagesTest {
  @Inject SignedIn organiser;
  @Inject Purchase purchase;
  @Inject Messages messages;
  @Inject Database database;

  private RequestSpecification browser() {
    return organiser.browser();
  }

  private RequestSpecification form() {
    return organiser.form();
  }

  @Test
  void a_message_is_found_shown_with_its_log_and_not_sent_without_a_server() throws Exception {
    Order order = purchase.paid(purchase.event("Found"), 1, "Kim <b>", "kim.found@example.org");
    Message message = purchase.mail("kim.found@example.org");
    String path = "/office/outbox/" + message.eventId() + "/" + message.id();
    for (String query : new String[] {"kim.found@", order.code().value(), ""}) {
      browser()
          .queryParam("q", query)
          .queryParam("state", query.isEmpty() ? "stored" : "")
          .get("/office/outbox")
          .then()
          .statusCode(200)
          .body(containsString(path))
          .body(containsString("Kept here"))
          .body(containsString("No mail server is configured"));
    }
    browser()
        .queryParam("q", "kim.found@")
        .queryParam("state", "bounced")
        .get("/office/outbox")
        .then()
        .statusCode(200)
        .body(containsString("Nothing like that"))
        .body(not(containsString(path)));
    browser()
        .get(path)
        .then()
        .statusCode(200)
        .body(containsString("No attempt yet."))
        .body(containsString("order-paid@onsale"))
        .body(containsString("tickets.pdf"));
    browser().post(path + "/attempts").then().statusCode(403);
    String location =
        form().post(path + "/attempts").then().statusCode(303).extract().header("Location");
    assertThat(location).endsWith(path + "?done=unprovided");
    assertThat(messages.attempts(message)).isEmpty();
  }

  @Test
  void a_message_that_is_not_true_any_more_says_why_and_is_not_sent_again() throws Exception {
    purchase.paid(purchase.event("Overtaken"), 1, "Kim", "kim.overtaken@example.org");
    Message message = purchase.mail("kim.overtaken@example.org");
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  "UPDATE message SET status = 'overtaken', attempts = 1 WHERE id = ?",
                  message.id());
              handle.execute(
                  "INSERT INTO message_attempt VALUES (?, ?, 1, now(), now(), 'overtaken', ?)",
                  message.eventId(),
                  message.id(),
                  "The order has no tickets any more.");
            });
    String path = "/office/outbox/" + message.eventId() + "/" + message.id();
    browser()
        .queryParam("q", "kim.overtaken@")
        .queryParam("state", "overtaken")
        .get("/office/outbox")
        .then()
        .statusCode(200)
        .body(containsString(path))
        .body(containsString(" aria-current=\"page\">Overtaken</a>"));
    browser()
        .get(path)
        .then()
        .statusCode(200)
        .body(containsString("The order has no tickets any more."))
        .body(containsString("<button disabled>Send again</button>"));
    browser()
        .header("Accept-Language", "de")
        .get(path)
        .then()
        .body(containsString(">Überholt</span>"))
        .body(containsString("Die Bestellung hat keine Tickets mehr."));
    form()
        .post(path + "/attempts")
        .then()
        .statusCode(409)
        .body(containsString("Nothing was sent: what the message says is not true any more."));
  }

  @Test
  void words_are_looked_at_saved_and_taken_back() {
    String path = "/office/messages/payment-failed/mail/es";
    browser().get("/office/messages").then().statusCode(200).body(containsString(path));
    browser().get(path).then().statusCode(200).body(containsString("Su pago para {event}"));
    form()
        .formParam("subject", "Hola {buyer}")
        .formParam("text", "Pague antes del {payBye}")
        .formParam("action", "save")
        .post(path)
        .then()
        .statusCode(422)
        .body(containsString("There is no {payBye} here."))
        .body(containsString("Pague antes del {payBye}"));
    form()
        .formParam("subject", "Hola {buyer}")
        .formParam("text", "Pague antes del {payBy}")
        .formParam("action", "preview")
        .post(path)
        .then()
        .statusCode(200)
        .body(containsString("<strong>Hola Ada &lt;Lovelace&gt;</strong>"));
    form()
        .formParam("subject", "Hola {buyer}")
        .formParam("text", "Pague antes del {payBy}")
        .formParam("action", "save")
        .post(path)
        .then()
        .statusCode(303);
    browser().get(path).then().body(containsString("Your words"));
    form().formParam("action", "reset").post(path).then().statusCode(303);
    browser().get(path).then().body(not(containsString("Your words")));
  }

  @Test
  void all_buyers_are_written_to_after_a_preview_that_says_how_many() throws Exception {
    Event event = purchase.event("Told to all");
    purchase.paid(event, 1, "Ada", "ada.told@example.org");
    purchase.paid(event, 1, "Bob", "bob.told@example.org");
    String path = "/office/events/" + event.id() + "/messages";
    browser().get(path).then().statusCode(200).body(containsString("2 orders have tickets."));
    form().post(path + "/preview").then().statusCode(422).body(containsString("Is needed."));
    String preview =
        form()
            .formParam("subject", "Doors <open>")
            .formParam("text", "At seven.")
            .post(path + "/preview")
            .then()
            .statusCode(200)
            .body(containsString("Send to 2 orders"))
            .body(containsString("Doors &lt;open&gt;"))
            .extract()
            .asString();
    assertThat(messages.list(null, "ada.told", null, 9).items())
        .extracting(Message::kind)
        .doesNotContain("own");

    Matcher id = Pattern.compile("name=\"id\" value=\"([0-9a-f-]{36})\"").matcher(preview);
    assertThat(id.find()).isTrue();
    String progress = send(path, id.group(1));
    assertThat(send(path, id.group(1))).as("sent twice by a double click").isEqualTo(progress);
    String page = progress.substring(progress.indexOf("/office"));
    eventually().until(() -> browser().get(page).header("Refresh") == null);
    browser().get(page).then().statusCode(200).body(containsString("2 of 2 orders seen to"));
    assertThat(messages.list(null, "ada.told", null, 9).items())
        .extracting(Message::kind)
        .containsOnlyOnce("own");
  }

  private String send(String path, String id) {
    return form()
        .formParam("id", id)
        .formParam("subject", "Doors <open>")
        .formParam("text", "At seven.")
        .post(path)
        .then()
        .statusCode(303)
        .extract()
        .header("Location");
  }
}
