package org.onsale.storefront;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.onsale.storefront.Browser.browser;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.demo.Demo;
import org.onsale.inventory.Hold;
import org.onsale.notifications.Purchase;
import org.onsale.orders.Quotes;
import org.onsale.platform.RunningDatabase;

/** Choosing seats without a script. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class SeatListPagesTest {
  private static final Pattern BOX = Pattern.compile("name=\"seat\"");

  @Inject Purchase purchase;
  @Inject Quotes quotes;
  @Inject Demo demo;

  private Event event;
  private String list = "";

  @BeforeEach
  void an_event_with_four_seats_and_a_hundred_places() {
    demo.load(); // Into an empty database only, so before the first event.
    event = purchase.seated("Listed");
    list = "/events/" + event.slug() + "/list";
  }

  private ValidatableResponse send(String query, Map<String, ?> fields) {
    return browser().formParams(fields).post(list + query).then();
  }

  private static String held(ValidatableResponse answer) {
    String path = answer.statusCode(303).extract().header("Location").replaceAll("\\?.*", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private Hold hold(String id) {
    return quotes.hold(event, UUID.fromString(id)).orElseThrow();
  }

  private void sell(int seat) {
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("seats", List.of(seat)))
        .put("/api/v1/events/" + event.id() + "/holds/" + UUID.randomUUID())
        .then()
        .statusCode(201);
  }

  @Test
  void sections_are_listed_with_what_is_left_and_from_what_price() {
    sell(3);
    browser()
        .get(list)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("Stalls"),
                containsString("3 left"),
                containsString("from €30.00"),
                containsString("Standing"),
                not(containsString("<script>"))));
  }

  @Test
  void a_section_shows_its_rows_and_what_others_have_cannot_be_ticked() {
    sell(3);
    browser()
        .get(list + "?section=0")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("Row 1"),
                containsString("value=\"0\"> <span>Seat 1"),
                containsString("value=\"3\" disabled")));
    browser().get(list + "?section=9").then().statusCode(404);
  }

  @Test
  void seats_that_are_ticked_are_held_and_the_checkout_follows() {
    String hold = held(send("?section=0", Map.of("what", "seats", "seat", List.of(0, 1))));
    assertThat(hold(hold).seats()).containsExactly(0, 1);
    browser().get("/checkout/" + event.slug() + "/" + hold).then().statusCode(200);
  }

  @Test
  void what_is_held_can_be_changed_and_keeps_its_time() {
    String first = held(send("?section=0", Map.of("what", "seats", "seat", List.of(0, 1))));
    String second = held(send("?hold=" + first, Map.of("what", "pools", "pool-1", 2)));
    assertThat(hold(second).seats()).containsExactly(0, 1);
    assertThat(hold(second).places()).isEqualTo(4);
    String third =
        held(send("?section=0&hold=" + second, Map.of("what", "seats", "seat", List.of(1))));
    assertThat(hold(third).seats()).containsExactly(1);
    assertThat(hold(third).places()).isEqualTo(3);
    assertThat(quotes.hold(event, UUID.fromString(first))).isEmpty();
    browser()
        .get(list + "?section=0&hold=" + third)
        .then()
        .body(containsString("value=\"1\" checked"), containsString("Held for you"));
  }

  @Test
  void the_same_form_twice_is_one_hold_and_changed_it_changes_that_hold() {
    String id = UUID.randomUUID().toString();
    String first = held(send("?section=0", Map.of("what", "seats", "seat", 0, "id", id)));
    String again = held(send("?section=0", Map.of("what", "seats", "seat", 0, "id", id)));
    assertThat(again).isEqualTo(first).isEqualTo(id);
    String other = held(send("?section=0", Map.of("what", "seats", "seat", 2, "id", id)));
    assertThat(hold(other).seats()).containsExactly(2);
    assertThat(quotes.hold(event, UUID.fromString(id))).isEmpty();
  }

  @Test
  void the_best_seats_are_found_and_who_asks_for_too_many_hears_how_many_there_are() {
    String hold = held(send("", Map.of("what", "best", "quantity", 2, "category", 1)));
    assertThat(hold(hold).seats()).containsExactly(0, 1);
    send("", Map.of("what", "best", "quantity", 3))
        .statusCode(422)
        .body(containsString("Only 2 such seats are free."));
  }

  @Test
  void who_was_slower_is_told_which_seat_is_gone() {
    sell(0);
    send("?section=0", Map.of("what", "seats", "seat", List.of(0, 1)))
        .statusCode(422)
        .body(containsString("Somebody was quicker: Stalls, Row 1, Seat 1."));
  }

  @Test
  void what_cannot_be_is_refused_in_words() {
    send("?section=0", Map.of("what", "seats"))
        .statusCode(422)
        .body(containsString("Choose at least one seat or place."));
    send("", Map.of("what", "pools", "pool-1", 11))
        .statusCode(422)
        .body(containsString("At most 10 tickets per customer."));
    send("?section=0", Map.of("what", "seats", "seat", "x"))
        .statusCode(422)
        .body(containsString("There are no such seats"));
    send("", Map.of("what", "best", "quantity", 1, "accessCode", "GUESS"))
        .statusCode(422)
        .body(containsString("This code opens nothing at this event."));
  }

  @Test
  void another_site_cannot_hold_seats_by_the_browsers_of_its_visitors() {
    browser()
        .header("Sec-Fetch-Site", "cross-site")
        .formParams(Map.of("what", "seats", "seat", 0))
        .post(list + "?section=0")
        .then()
        .statusCode(403);
    browser().get(list).then().body(containsString("4 left"));
  }

  @Test
  void a_stadium_is_never_one_page() {
    String stadium = "/events/harbour-cup-final/list";
    String sections = browser().get(stadium).then().statusCode(200).extract().asString();
    assertThat(sections.length()).isLessThan(60_000);
    String section = browser().get(stadium + "?section=0").then().extract().asString();
    assertThat(BOX.matcher(section).results().count()).isBetween(100L, 500L);
    assertThat(section).contains("More rows");
  }
}
