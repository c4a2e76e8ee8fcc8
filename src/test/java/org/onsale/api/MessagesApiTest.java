package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.onsale.platform.Eventually.eventually;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.identity.Tokens;
import org.onsale.notifications.Purchase;
import org.onsale.orders.Orders;
import org.onsale.platform.RunningDatabase;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class MessagesApiTest {
  private static final String TEMPLATES = "/api/v1/organiser/messages/templates";
  private static final String FRENCH = TEMPLATES + "/order-expired/mail/fr";
  private static final String SETTINGS = "/api/v1/organiser/messages/settings";

  @Inject Purchase purchase;
  @Inject Orders orders;
  @Inject Tokens tokens;

  private String token = "";

  @BeforeEach
  void issueToken() {
    token = tokens.issueOrganiser("messages test");
  }

  /** Other tests share the database. */
  @AfterEach
  void takeBack() {
    organiser().delete(FRENCH);
    organiser().body(Map.of("smsConfirmations", false, "smsReminders", false)).put(SETTINGS);
  }

  private RequestSpecification organiser() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  @Test
  void words_are_listed_changed_and_taken_back() {
    organiser()
        .get(TEMPLATES)
        .then()
        .statusCode(200)
        .body("items", hasSize(68))
        .body("items.changed", everyItem(is(false)))
        .body("next", nullValue());
    organiser()
        .body(Map.of("subject", "{event} : expirée", "text", "Bonjour {buyer}"))
        .put(FRENCH)
        .then()
        .statusCode(200)
        .body("changed", is(true))
        .body("placeholders", hasItem("{buyer}"))
        .body("placeholders", not(hasItem("{payBy}")));
    organiser().get(FRENCH).then().statusCode(200).body("text", equalTo("Bonjour {buyer}"));
    organiser().delete(FRENCH).then().statusCode(204);
    organiser().get(FRENCH).then().statusCode(200).body("changed", is(false));
    organiser().get(TEMPLATES + "/order-expired/sms/fr").then().statusCode(404);
    organiser().get(TEMPLATES + "/order-expired/mail/nl").then().statusCode(404);
    given().get(TEMPLATES).then().statusCode(401);
  }

  @Test
  void an_unknown_placeholder_is_refused_by_name_and_nothing_is_saved() {
    organiser()
        .body(Map.of("subject", "{event}", "text", "Pay by {payBye}"))
        .put(FRENCH)
        .then()
        .statusCode(422)
        .body("type", containsString("invalid-input"))
        .body("errors[0].field", equalTo("text"))
        .body("errors[0].message", containsString("There is no {payBye} here."));
    organiser().get(FRENCH).then().statusCode(200).body("changed", is(false));
  }

  @Test
  void a_preview_shows_sample_data_without_markup_of_the_writers() {
    organiser()
        .body(Map.of("subject", "Hi {buyer}", "text", "<b>bold</b> {when}"))
        .post(FRENCH + "/previews")
        .then()
        .statusCode(200)
        .body("subject", equalTo("Hi Ada <Lovelace>"))
        .body("html", containsString("&lt;b&gt;bold&lt;/b&gt;"))
        .body("html", containsString("<html lang=\"fr\">"));
    organiser().get(FRENCH).then().body("changed", is(false));
  }

  @Test
  void what_goes_by_sms_is_a_setting() {
    organiser()
        .body(Map.of("smsConfirmations", true, "smsReminders", false))
        .put(SETTINGS)
        .then()
        .statusCode(200);
    organiser()
        .get(SETTINGS)
        .then()
        .statusCode(200)
        .body("smsConfirmations", is(true))
        .body("smsReminders", is(false));
  }

  @Test
  void all_buyers_are_written_to_once_however_often_it_is_asked() throws Exception {
    Event event = purchase.event("Announced");
    purchase.paid(event, 1, "Ada", "ada.announced@example.org");
    purchase.paid(event, 1, "Bob", "bob.announced@example.org");
    String path = "/api/v1/organiser/events/" + event.id() + "/announcements";
    String own = path + "/" + UUID.randomUUID();
    Map<String, String> words = Map.of("subject", "Doors", "text", "At seven.");
    for (int i = 0; i < 2; i++) {
      organiser()
          .body(words)
          .put(own)
          .then()
          .statusCode(202)
          .body("announcement.orders", is(2))
          .body("announcement.kind", equalTo("own"));
    }
    eventually().until(() -> organiser().get(own).path("announcement.finishedAt") != null);
    organiser().get(own).then().body("announcement.done", is(2)).body("messages.stored", is(2));
    organiser().get(path).then().statusCode(200).body("items", hasSize(1));
    organiser()
        .body(Map.of("subject", "", "text", ""))
        .put(path + "/" + UUID.randomUUID())
        .then()
        .statusCode(422)
        .body("errors.field", equalTo(List.of("subject", "text")));
    organiser().body(words).put(path + "/mine").then().statusCode(422);
    organiser().get(path + "/" + UUID.randomUUID()).then().statusCode(404);
  }

  @Test
  void the_language_of_an_order_is_the_browsers() throws Exception {
    Event event = purchase.event("Langue");
    UUID hold = UUID.randomUUID();
    given()
        .contentType(ContentType.JSON)
        .body("{\"pools\":[{\"id\":1,\"quantity\":1}]}")
        .put("/api/v1/events/" + event.id() + "/holds/" + hold)
        .then()
        .statusCode(201);
    given()
        .contentType(ContentType.JSON)
        .header("Accept-Language", "nl, fr-CH;q=0.9, en;q=0.8")
        .body(
            Map.of(
                "event", event.id().toString(),
                "holdId", hold.toString(),
                "buyer", Map.of("name", "Zoë", "email", "zoe.langue@example.org")))
        .post("/api/v1/orders")
        .then()
        .statusCode(201);
    assertThat(orders.list(event.id(), null, 1).items().getFirst().buyer().language())
        .isEqualTo("fr-CH");
  }
}
