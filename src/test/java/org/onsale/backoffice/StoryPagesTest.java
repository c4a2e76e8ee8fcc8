package org.onsale.backoffice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.identity.SignedIn;
import org.onsale.inventory.Command;
import org.onsale.inventory.Inventory;
import org.onsale.notifications.Purchase;
import org.onsale.orders.Order;
import org.onsale.platform.RunningDatabase;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class StoryPagesTest {
  @Inject SignedIn organiser;
  @Inject Purchase purchase;
  @Inject Inventory inventory;

  @Test
  void the_page_says_what_it_is_for_until_something_is_looked_up() {
    Event event = purchase.seated("Story page");
    page(event, Map.of())
        .statusCode(200)
        .body(containsString("Who had this seat, and when?"))
        .body(containsString("aria-current=\"page\">Story"));
    page(event, Map.of("q", "Stalls 2 2"))
        .statusCode(200)
        .body(containsString("Stalls, Row 2, Seat 2"))
        .body(containsString("Nothing has happened yet"));
  }

  @Test
  void a_seat_has_its_story_in_words_with_ways_to_go_on() throws Exception {
    Event event = purchase.seated("Story in words");
    ask(event, new Command.Block(1, List.of(1), List.of(), "press <b>"));
    ask(event, new Command.Unblock(1, List.of(1), List.of(), "over"));
    Order order = purchase.paid(event, List.of(0, 1), "Ada Lovelace", "ada.page@example.org");

    page(event, Map.of("q", "Stalls, Row 1, Seat 2"))
        .statusCode(200)
        .body(containsString("Blocked for press &lt;b&gt;"))
        .body(containsString("Given back to the sale: free again"))
        .body(containsString("Held until "))
        .body(containsString("Order " + order.code() + " (Ada Lovelace) claimed it, pay by "))
        .body(containsString("Sold to order " + order.code()))
        .body(containsString("/orders/" + order.code() + "\""));
    String orderPage =
        browser("/office/events/" + event.id() + "/orders/" + order.code(), Map.of())
            .statusCode(200)
            .extract()
            .asString();
    assertThat(orderPage)
        .contains("/story?q=" + order.code() + "\"", "/story?q=%230\">Stalls, Row 1, Seat 1</a>");
    page(event, Map.of("q", "#0")).statusCode(200).body(containsString("Stalls, Row 1, Seat 1"));
    page(event, Map.of("q", order.code().value().toLowerCase(Locale.ROOT)))
        .statusCode(200)
        .body(containsString("Sold to order "));
    page(event, Map.of("q", "ADA.page@example.org"))
        .statusCode(200)
        .body(containsString("Stalls, Row 1, Seat 1 · Stalls, Row 1, Seat 2"));
  }

  @Test
  void a_moment_shows_who_had_the_seat_then() throws Exception {
    Event event = purchase.seated("Story at a moment");
    Order order = purchase.paid(event, List.of(1), "Ada", "ada.then@example.org");
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    String then = Times.typed(tomorrow, event.venue().timeZone());
    page(event, Map.of("q", "1", "at", then))
        .statusCode(200)
        .body(containsString("It was sold to order " + order.code() + " (Ada)."));
    page(event, Map.of("q", "1", "at", "2020-01-01T10:00:00"))
        .statusCode(200)
        .body(containsString("Wed 1 Jan 2020, 10:00:00:"))
        .body(containsString("It was free."))
        .body(not(containsString("Sold to")));
  }

  @Test
  void what_is_not_found_is_said_beside_its_field_and_stays_typed() {
    Event event = purchase.seated("Story not found");
    page(event, Map.of("q", "Balcony \"9\" \0"))
        .statusCode(422)
        .body(containsString("This event has no seat, order, hold or buyer of that name."))
        .body(containsString("value=\"Balcony &quot;9&quot;"))
        .body(containsString("aria-invalid=\"true\""));
    page(event, Map.of("q", "1", "at", "soon"))
        .statusCode(422)
        .body(containsString("A day and a time, please."));
    page(event, Map.of("q", "", "at", "2020-01-01T10:00"))
        .statusCode(422)
        .body(containsString("Say which seat, order, hold or buyer."));
    page(event, Map.of("q", "1", "cursor", "nonsense")).statusCode(200);
    given()
        .redirects()
        .follow(false)
        .accept("text/html")
        .get("/office/events/" + event.id() + "/story")
        .then()
        .statusCode(303);
  }

  private void ask(Event event, Command<?> command) throws Exception {
    inventory.ask(event.id(), command).toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private ValidatableResponse page(Event event, Map<String, String> query) {
    return browser("/office/events/" + event.id() + "/story", query);
  }

  private ValidatableResponse browser(String path, Map<String, String> query) {
    return organiser.browser().queryParams(query).get(path).then();
  }
}
