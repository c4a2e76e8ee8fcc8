package org.onsale.storefront;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.notifications.Purchase;
import org.onsale.orders.Order;
import org.onsale.orders.OrderSecrets;
import org.onsale.platform.RunningDatabase;

/** Who has bought a seat behind a pillar was told so before, and is told so after. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class ViewOfOrderedSeatsTest {
  private static final String NOTE = "Pillar to the left";

  @Inject Purchase purchase;
  @Inject OrderSecrets secrets;

  @Test
  void the_order_its_pages_and_its_tickets_say_what_the_plan_says_of_the_view() throws Exception {
    Event event = purchase.seated("Seen from the side", "1-1", NOTE);
    Order order = purchase.paid(event, List.of(0, 1), "Ada", "pillar@example.org");
    String secret = secrets.of(order.code());
    String path = "/api/v1/orders/" + order.code();

    Browser.browser()
        .queryParam("secret", secret)
        .get("/orders/" + order.code() + "/pay")
        .then()
        .body(containsString("<span class=\"view-note\">" + NOTE + "</span>"));
    given()
        .queryParam("secret", secret)
        .get(path)
        .then()
        .body("lines.viewNote", contains(NOTE, null));
    byte[] tickets =
        given().queryParam("secret", secret).get(path + "/tickets/all.pdf").asByteArray();
    assertThat(text(tickets)).containsOnlyOnce("View\n" + NOTE);
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }
}
