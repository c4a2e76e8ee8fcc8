package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.identity.SignedIn;
import org.onsale.identity.Tokens;
import org.onsale.platform.RunningDatabase;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class KeysApiTest {
  private static final String KEYS = "/api/v1/organiser/payment-keys";
  private static final String PAGE = "/office/payment-keys";

  @Inject Tokens tokens;
  @Inject SignedIn office;

  private String token = "";

  @BeforeEach
  void enter() {
    token = tokens.issueOrganiser("keys test");
  }

  /** Other tests pay with the sandbox. */
  @AfterEach
  void takeBack() {
    organiser().delete(KEYS + "/stripe");
    organiser().delete(KEYS + "/paypal");
  }

  private RequestSpecification organiser() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private RequestSpecification browser() {
    return office.browser();
  }

  private RequestSpecification form() {
    return office.form();
  }

  @Test
  void entered_keys_are_offered_at_once_and_never_given_out() {
    organiser()
        .body(Map.of("secretKey", "sk_test_abcdefgh1234", "webhookSecret", "whsec_zyxw9876"))
        .put(KEYS + "/stripe")
        .then()
        .statusCode(200)
        .body("source", equalTo("entered"))
        .body("test", equalTo(true))
        .body("key", equalTo("1234"))
        .body("webhook", equalTo("9876"));
    String methods =
        given().get("/api/v1/payment-methods").then().statusCode(200).extract().asString();
    assertThat(methods).contains("stripe").doesNotContain("sandbox");
    assertThat(organiser().get(KEYS).asString()).doesNotContain("abcdefgh", "zyxw");
    organiser().delete(KEYS + "/stripe").then().statusCode(204);
    organiser().delete(KEYS + "/stripe").then().statusCode(404);
    given().get("/api/v1/payment-methods").then().body("items.method", hasItem("sandbox"));
    given().get(KEYS).then().statusCode(401);
  }

  @Test
  void what_cannot_be_a_key_is_named_and_the_page_does_not_repeat_it() {
    organiser()
        .body(Map.of("secretKey", "pk_test_public"))
        .put(KEYS + "/stripe")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("secretKey"));
    form()
        .formParam("secretKey", "sk_text_mistyped")
        .post(PAGE + "/stripe")
        .then()
        .statusCode(422)
        .body(containsString("A secret key begins with"))
        .body(not(containsString("sk_text_mistyped")));
  }

  @Test
  void the_page_takes_keys_and_shows_how_they_end() {
    browser()
        .get(PAGE)
        .then()
        .statusCode(200)
        .body(containsString("No keys: cards are not offered."));
    form()
        .formParam("clientId", "AbCdEf-client")
        .formParam("clientSecret", "very-secret-indeed")
        .formParam("webhookId", "WH123")
        .formParam("environment", "sandbox")
        .formParam("account", "other")
        .post(PAGE + "/paypal")
        .then()
        .statusCode(303);
    browser()
        .get(PAGE)
        .then()
        .statusCode(200)
        .body(containsString("…ient"))
        .body(containsString("Entered by "))
        .body(not(containsString("very-secret")));
    browser().get("/office/settings").then().body(containsString("<li>PayPal"));
    form().post(PAGE + "/paypal/retirement").then().statusCode(303);
    browser().post(PAGE + "/stripe").then().statusCode(403);
  }
}
