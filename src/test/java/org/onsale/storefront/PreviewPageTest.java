package org.onsale.storefront;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.onsale.storefront.Browser.browser;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Drafts;
import org.onsale.catalog.Event;
import org.onsale.catalog.VenueDetails;
import org.onsale.identity.SignedIn;
import org.onsale.notifications.Purchase;
import org.onsale.orders.Publishing;
import org.onsale.platform.RunningDatabase;

/** A draft is seen by its organiser as buyers will see it, and by nobody else. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class PreviewPageTest {
  @Inject SignedIn organiser;
  @Inject Catalog catalog;
  @Inject Publishing publishing;
  @Inject Purchase purchase;

  private RequestSpecification signedIn() {
    return organiser.browser();
  }

  private static String page(Event event) {
    return "/office/events/" + event.id() + "/preview";
  }

  private static String api(Event event) {
    return "/api/v1/organiser/events/" + event.id() + "/preview";
  }

  /** With seats and places, as it was before anybody could see it. */
  private Event draft(String name) {
    Event event = purchase.seated(name);
    publishing.unpublish(event.id());
    return catalog.event(event.id()).orElseThrow();
  }

  @Test
  void organisers_see_the_buyers_page_with_a_bar_above_that_leads_back() {
    Event draft = draft("Previewed evening");
    String page = signedIn().get(page(draft)).then().statusCode(200).extract().asString();
    assertThat(page)
        .contains("<title>Preview: Previewed evening", "Only organisers see this page")
        .contains("<a href=\"/office/events/" + draft.id() + "\">Back to the event</a>")
        .contains("<h1>Previewed evening</h1>", "data-preview data-event=\"" + draft.id() + "\"")
        .contains("Standing", "€12.50", "Säulenhalle", "<meta name=\"robots\" content=\"noindex\">")
        .doesNotContain("og:", "ld+json", "rel=\"preload\"", ".ics\"", "<noscript>")
        .doesNotContain("\"/events/" + draft.slug());
    signedIn()
        .queryParam("lang", "de")
        .get(page(draft))
        .then()
        .body(containsString("Nur Veranstalter sehen diese Seite"));
    signedIn()
        .get("/office/events/" + draft.id())
        .then()
        .body(containsString("href=\"" + page(draft) + "\""));
  }

  @Test
  void the_page_s_script_gets_what_it_will_get_of_the_published_event() {
    Event draft = draft("Asked evening");
    signedIn()
        .accept("application/json")
        .get(api(draft))
        .then()
        .statusCode(200)
        .body("name", equalTo("Asked evening"))
        .body("pools[0].capacity", equalTo(100))
        .body("categories", hasSize(2));
    String before =
        signedIn()
            .get(api(draft) + "/seating?form=columns")
            .then()
            .statusCode(200)
            .header("Cache-Control", "private, no-cache")
            .extract()
            .asString();
    publishing.publish(draft.id());
    given()
        .get("/api/v1/events/" + draft.id() + "/seating?form=columns")
        .then()
        .statusCode(200)
        .body(equalTo(before));
  }

  @Test
  void what_was_sold_before_an_event_was_taken_back_is_not_free_in_its_preview() throws Exception {
    Event event = purchase.seated("Taken back");
    purchase.paid(event, List.of(1), "Ada", "taken.back@example.org");
    purchase.paid(event, 3, "Ada", "taken.back@example.org");
    publishing.unpublish(event.id());
    signedIn()
        .accept("application/json")
        .get(api(event) + "/availability")
        .then()
        .statusCode(200)
        .header("Cache-Control", "private, no-cache")
        // The second of four seats, two bits each.
        .body("seats", equalTo("CA=="), "pools[0].available", equalTo(97));
  }

  @Test
  void a_draft_that_is_hardly_begun_has_a_preview_too() {
    Event bare =
        Drafts.of(catalog, new VenueDetails("Hall", "", "Berlin", "DE", "Europe/Berlin"), "Bare");
    signedIn().get(page(bare)).then().statusCode(200).body(containsString("<h1>Bare</h1>"));
    signedIn()
        .accept("application/json")
        .get(api(bare) + "/seating?form=columns")
        .then()
        .statusCode(200)
        .body("planVersion", equalTo(0));
    signedIn()
        .accept("application/json")
        .get(api(bare) + "/availability")
        .then()
        .statusCode(200)
        .body("seats", equalTo(""), "pools", hasSize(0));
  }

  @Test
  void what_is_public_is_shown_on_its_own_page() {
    Event event = purchase.event("Public evening");
    signedIn()
        .get(page(event))
        .then()
        .statusCode(303)
        .header("Location", containsString("/events/" + event.slug()));
    signedIn().get("/office/events/999999/preview").then().statusCode(404);
  }

  @Test
  void nobody_else_sees_a_draft_anywhere() {
    Event draft = draft("Hidden evening");
    browser()
        .get(page(draft))
        .then()
        .statusCode(303)
        .header("Location", containsString("/sign-in?next="));
    for (String path : List.of("", "/seating", "/availability")) {
      given().accept("application/json").get(api(draft) + path).then().statusCode(401);
    }
    for (String event : List.of(draft.slug(), draft.id().toString())) {
      for (String path : List.of("", ".ics", "/list")) {
        browser().get("/events/" + event + path).then().statusCode(404);
      }
      for (String path : List.of("", "/seating", "/availability", "/live?since=0")) {
        given().get("/api/v1/events/" + event + path).then().statusCode(404);
      }
      given()
          .contentType("application/json")
          .body(Map.of("seats", List.of(0)))
          .put("/api/v1/events/" + event + "/holds/" + UUID.randomUUID())
          .then()
          .statusCode(404);
      browser().get("/checkout/" + event + "/" + UUID.randomUUID()).then().statusCode(404);
    }
    browser().get("/share/" + draft.slug() + "/en/0.png").then().statusCode(404);
    assertThat(browser().queryParam("q", "hidden evening").get("/").asString())
        .doesNotContain("<strong>Hidden evening</strong>");
    given().get("/api/v1/events?q=hidden").then().body("items", hasSize(0));
  }
}
