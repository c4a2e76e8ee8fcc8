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
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private static final Pattern SEAT = Pattern.compile("name=\"seat\" value=\"([0-9]+)\"");

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
  void what_the_plan_says_about_the_view_is_read_in_the_list_and_in_the_checkout() {
    String theatre = "/events/the-tempest/list?section=0&page=1";
    String page = browser().get(theatre).then().statusCode(200).extract().asString();
    String row = "Row T <span class=\"muted\">Stalls, €72.00</span>";
    String all = " <span class=\"view-note\">The circle above hides the top of the stage</span>";
    assertThat(page).containsOnlyOnce("The circle above").contains(row + all + "</legend>");
    Matcher seat =
        Pattern.compile(
                "value=\"(\\d+)\"> <span>Seat \\d+ <small class=\"view-note\">Pillar to the left")
            .matcher(page);
    assertThat(seat.find()).isTrue();
    String checkout =
        browser()
            .formParams(Map.of("what", "seats", "seat", seat.group(1)))
            .post(theatre)
            .then()
            .statusCode(303)
            .extract()
            .header("Location");
    browser()
        .get(checkout)
        .then()
        .body(containsString("<span class=\"view-note\">Pillar to the left</span>"));
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
    assertThat(SEAT.matcher(section).results().count()).isBetween(100L, 500L);
    assertThat(section).contains("More rows");
  }

  @Test
  void however_long_the_rows_are_every_seat_is_on_one_page() {
    event = purchase.seated("Long rows", hall(399, 402, 2, 1));
    list = "/events/" + event.slug() + "/list";
    assertThat(seats(0)).hasSize(801);
    assertThat(seats(1)).containsExactly("801", "802", "803");
    assertThat(seats(2)).isEmpty();
    String first = browser().get(list + "?section=0").then().extract().asString();
    assertThat(first).contains("More rows");
  }

  private List<String> seats(int page) {
    String body = browser().get(list + "?section=0&page=" + page).then().extract().asString();
    return SEAT.matcher(body).results().map(box -> box.group(1)).toList();
  }

  /** A plan of one section with such rows. */
  private static InputStream hall(int... rows) {
    String plan =
        IntStream.range(0, rows.length)
            .mapToObj(row -> row(row, rows[row]))
            .collect(
                Collectors.joining(
                    ",",
                    """
                    {"name": "Long", "categories": [{"name": "Stalls", "color": "#7b2cbf"}],
                     "zones": [{"name": "Stalls", "position": {"x": 0, "y": 0}, "rows": [
                    """,
                    "]}]}"));
    return new ByteArrayInputStream(plan.getBytes(StandardCharsets.UTF_8));
  }

  private static String row(int row, int seats) {
    return IntStream.rangeClosed(1, seats)
        .mapToObj(
            seat ->
                """
                {"seat_guid": "%1$d-%2$d", "seat_number": "%2$d", "category": "Stalls",
                 "position": {"x": %3$d, "y": 0}}
                """
                    .formatted(row, seat, 20 * seat))
        .collect(
            Collectors.joining(
                ",",
                "{\"row_number\": \"%d\", \"position\": {\"x\": 0, \"y\": %d}, \"seats\": ["
                    .formatted(row + 1, 20 * row),
                "]}"));
  }
}
