package org.onsale.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.onsale.platform.Eventually.eventually;
import static org.onsale.storefront.Browser.browser;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.onsale.catalog.Event;
import org.onsale.notifications.Message;
import org.onsale.notifications.Messages;
import org.onsale.notifications.Purchase;
import org.onsale.orders.Order;
import org.onsale.orders.OrderSecrets;
import org.onsale.platform.RunningDatabase;

/** The way back to an order by e-mail. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LinkPagesTest {
  @Inject Purchase purchase;
  @Inject Messages messages;
  @Inject OrderSecrets secrets;

  private static ValidatableResponse find(String email) {
    return browser().formParam("email", email).post("/orders/find").then();
  }

  private List<Message> links(Order order) {
    return messages.list(null, order.code().value(), null, 20).items().stream()
        .filter(message -> message.kind().equals("order-link"))
        .toList();
  }

  @Test
  void who_has_orders_and_who_has_none_get_the_same_answer() throws Exception {
    Event event = purchase.event("Lost and found");
    String email = UUID.randomUUID() + "@example.org";
    Order order = purchase.paid(event, 1, "Ada", email);
    eventually().until(() -> !messages.list(null, order.code().value(), null, 5).items().isEmpty());
    String stranger = UUID.randomUUID() + "@example.org";
    String none = find(stranger).statusCode(200).extract().asString();
    String some = find(email.toUpperCase(Locale.ROOT)).statusCode(200).extract().asString();
    assertThat(some.replace(email.toUpperCase(Locale.ROOT), ""))
        .isEqualTo(none.replace(stranger, ""));
    eventually().until(() -> links(order).size() == 1);
    assertThat(links(order).getFirst().bodyText())
        .contains("/orders/" + order.code() + "?secret=" + secrets.of(order.code()));
  }

  @Test
  void who_has_opened_an_order_gets_its_link_by_mail_and_nobody_else() throws Exception {
    Order order =
        purchase.paid(purchase.event("Asked again"), 1, "Bob", UUID.randomUUID() + "@example.org");
    String page = "/orders/" + order.code() + "/link";
    browser().formParam("secret", "guess").post(page).then().statusCode(404);
    assertThat(links(order)).isEmpty();
    browser()
        .formParam("secret", secrets.of(order.code()))
        .post(page)
        .then()
        .statusCode(303)
        .header("Location", containsString("/pay?sent=1&secret="));
    assertThat(links(order)).hasSize(1);
  }

  @Test
  void another_site_cannot_have_mail_sent() {
    browser()
        .header("Sec-Fetch-Site", "cross-site")
        .formParams(Map.of("email", "ada@example.org"))
        .post("/orders/find")
        .then()
        .statusCode(403);
  }

  @Test
  void another_site_cannot_have_the_link_of_an_order_sent() throws Exception {
    Order order =
        purchase.paid(purchase.event("Elsewhere"), 1, "Eve", UUID.randomUUID() + "@example.org");
    browser()
        .header("Sec-Fetch-Site", "cross-site")
        .formParam("secret", secrets.of(order.code()))
        .post("/orders/" + order.code() + "/link")
        .then()
        .statusCode(403);
    assertThat(links(order)).isEmpty();
  }

  @Test
  void what_is_no_address_is_told_so() {
    find("nobody").statusCode(422).body(containsString("such as ada@example.org"));
  }

  /** The last, for all come from one address. */
  @Test
  @org.junit.jupiter.api.Order(Integer.MAX_VALUE) // the other Order is a purchase
  void who_asks_too_often_waits() {
    int status = 200;
    for (int time = 0; time < 40 && status == 200; time++) {
      status = find(UUID.randomUUID() + "@example.org").extract().statusCode();
    }
    assertThat(status).isEqualTo(429);
    find("ada@example.org").statusCode(429).body(containsString("asked too often"));
  }
}
