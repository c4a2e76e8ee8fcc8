package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.isA;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.onsale.platform.Eventually.eventually;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.identity.Tokens;
import org.onsale.platform.RunningDatabase;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class WebhooksApiTest {
  private static final String WEBHOOKS = "/api/v1/organiser/webhooks";

  /** Reserved by RFC 2606: there is no such name, so every delivery fails. */
  private static final String URL = "https://onsale.invalid/hook";

  @Inject Tokens tokens;

  private String token = "";

  @BeforeEach
  void issueToken() {
    token = tokens.issueOrganiser("webhooks test");
  }

  /** Other tests share the database. */
  @AfterEach
  void removeAll() {
    List<String> ids = organiser().get(WEBHOOKS).jsonPath().getList("items.id");
    ids.forEach(id -> organiser().delete(WEBHOOKS + "/" + id));
  }

  private RequestSpecification organiser() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private String made() {
    return organiser()
        .body(Map.of("url", URL, "description", "Ours", "types", List.of("order.paid")))
        .post(WEBHOOKS)
        .then()
        .statusCode(201)
        .header("Cache-Control", "no-store")
        .body("secret", startsWith("whsec_"))
        .extract()
        .path("id");
  }

  @Test
  void an_endpoint_is_made_changed_paused_and_removed_and_its_secret_shown_once() {
    String one = WEBHOOKS + "/" + made();
    organiser()
        .get(WEBHOOKS)
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].secret", nullValue())
        .body("items[0].status", equalTo("active"));
    organiser()
        .body(Map.of("url", URL, "types", List.of("order.paid", "order.refunded")))
        .put(one)
        .then()
        .statusCode(200)
        .body("types", equalTo(List.of("order.paid", "order.refunded")));
    organiser().post(one + "/pause").then().statusCode(200).body("status", equalTo("paused"));
    organiser().post(one + "/resume").then().statusCode(200).body("status", equalTo("active"));
    String secret =
        organiser().post(one + "/secrets").then().statusCode(201).extract().path("secret");
    assertThat(secret).startsWith("whsec_");
    organiser()
        .get(one)
        .then()
        .body("secret", nullValue())
        .body("oldSecretUntil", not(nullValue()));
    organiser().delete(one).then().statusCode(204);
    organiser().get(one).then().statusCode(404);
    given().get(WEBHOOKS).then().statusCode(401);
  }

  @Test
  void what_cannot_be_is_refused_by_the_name_of_its_field() {
    for (String url :
        List.of("http://example.org/", "https://127.0.0.1/", "https://[::1]/", "nonsense", "")) {
      organiser()
          .body(Map.of("url", url, "types", List.of("order.paid")))
          .post(WEBHOOKS)
          .then()
          .statusCode(422)
          .body("errors.field", hasItem("url"));
    }
    organiser()
        .body(Map.of("url", URL, "types", List.of("order.lost")))
        .post(WEBHOOKS)
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("types"));
    organiser().body(Map.of("url", URL)).post(WEBHOOKS).then().statusCode(422);
  }

  @Test
  void a_test_is_logged_with_every_attempt_and_can_be_sent_again() throws Exception {
    String one = WEBHOOKS + "/" + made();
    organiser().post(one + "/tests").then().statusCode(202);
    String id =
        organiser()
            .get(one + "/deliveries")
            .then()
            .statusCode(200)
            .extract()
            .path("items.find { it.type == 'test' }.id");
    String delivery = one + "/deliveries/" + id;
    eventually()
        .untilAsserted(
            () ->
                organiser()
                    .get(delivery)
                    .then()
                    .body("attempts.tookMs", hasItem(isA(Integer.class))));
    organiser()
        .get(delivery)
        .then()
        .statusCode(200)
        .body("delivery.type", equalTo("test"))
        .body("delivery.status", equalTo("waiting"))
        .body("body.type", equalTo("test"))
        .body("attempts[0].status", nullValue())
        .body(
            "attempts[0].answer",
            anyOf(startsWith("The name cannot be used"), startsWith("No answer within")));
    organiser().post(delivery + "/replays").then().statusCode(202);
    organiser().get(one).then().body("failingSince", not(nullValue()));
    organiser().get(one + "/deliveries?status=failed").then().body("items", hasSize(0));
    organiser().get(one + "/deliveries?status=lost").then().statusCode(422);
    organiser().get(one + "/deliveries/0").then().statusCode(404);
    organiser()
        .body(Map.of("since", "2026-01-01T00:00:00Z"))
        .post(one + "/replays")
        .then()
        .statusCode(200)
        .body("deliveries", equalTo(0));
    organiser()
        .body(Map.of())
        .post(one + "/replays")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("since"));
  }
}
