package org.onsale.storefront;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.notifications.Purchase;
import org.onsale.platform.RunningDatabase;

/** Whoever reads German reads the names of seats in German, from the list of seats to the mail. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class PlacesInGermanTest {
  private static final String SEAT = "Stalls, Reihe 1, Platz 1";
  private static final Pattern ENGLISH = Pattern.compile("\\b(Row|Seat) [0-9A-Z]");
  private static final Pattern PAY = Pattern.compile(".*(/orders/([^/]+)/pay)\\?.*secret=(.+)");

  @Inject Purchase purchase;

  private static RequestSpecification german(RequestSpecification reader) {
    return reader.header("Accept-Language", "de");
  }

  private static String page(String path) {
    Response answer = german(Browser.browser()).get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    assertThat(answer.asString()).as(path).doesNotContainPattern(ENGLISH);
    return answer.asString();
  }

  private static ValidatableResponse hold(Event event, String id, Map<String, ?> wish) {
    return german(given())
        .contentType(ContentType.JSON)
        .body(wish)
        .put("/api/v1/events/" + event.id() + "/holds/" + id)
        .then();
  }

  @Test
  void from_the_list_of_seats_to_the_mail() throws Exception {
    Event event = purchase.seated("Auf Deutsch");
    assertThat(page("/events/" + event.slug() + "/list?section=0"))
        .contains("Reihe 1", "<span>Platz 1");
    String held = UUID.randomUUID().toString();
    hold(event, held, Map.of("seats", List.of(0))).statusCode(201);
    String checkout = "/checkout/" + event.slug() + "/" + held;
    assertThat(page("/events/" + event.slug() + "/list?hold=" + held)).contains(SEAT);
    String form = page(checkout);
    assertThat(form).contains(SEAT);
    Matcher paid = PAY.matcher(bought(checkout, form));
    assertThat(paid.matches()).isTrue();
    assertThat(page(paid.group(1) + "?secret=" + paid.group(3))).contains(SEAT);
    String order = "/api/v1/orders/" + paid.group(2);
    german(given())
        .queryParam("secret", paid.group(3))
        .get(order)
        .then()
        .body("lines[0].place", equalTo(SEAT), "tickets[0].place", equalTo(SEAT));
    given()
        .queryParam("secret", paid.group(3))
        .get(order)
        .then()
        .body("lines[0].place", equalTo("Stalls, Row 1, Seat 1"));
    assertThat(purchase.mail("ida.platz@example.org").bodyText())
        .contains(SEAT)
        .doesNotContainPattern(ENGLISH);
    assertPapers(order, paid.group(3));
  }

  private static String bought(String checkout, String form) {
    Matcher key = Pattern.compile("name=\"key\" value=\"([^\"]+)\"").matcher(form);
    assertThat(key.find()).isTrue();
    return german(Browser.browser())
        .formParams(
            Map.of(
                "key", key.group(1),
                "buyer.name", "Ida",
                "buyer.email", "ida.platz@example.org",
                "method", "sandbox",
                "outcome", "approve"))
        .post(checkout)
        .then()
        .statusCode(303)
        .extract()
        .header("Location");
  }

  private static void assertPapers(String order, String secret) throws Exception {
    for (String paper : List.of("/tickets/all.pdf", "/receipt.pdf")) {
      byte[] bytes = given().queryParam("secret", secret).get(order + paper).asByteArray();
      try (PDDocument pdf = Loader.loadPDF(bytes)) {
        assertThat(new PDFTextStripper().getText(pdf).replace("\n", " ")).as(paper).contains(SEAT);
      }
    }
    given()
        .queryParam("secret", secret)
        .get(order + "/tickets/event.ics")
        .then()
        .body(containsString("Stalls\\, Reihe 1\\, Platz 1"));
  }

  @Test
  void who_was_slower_or_sits_apart_is_told_where() {
    Event event = purchase.seated("Anderswo");
    hold(event, UUID.randomUUID().toString(), Map.of("bestAvailable", Map.of("quantity", 3)))
        .statusCode(201)
        .body(
            "reason",
            equalTo(
                "Es gibt keine 3 Plätze nebeneinander mehr; diese liegen in den Reihen 1 und 2."));
    german(Browser.browser())
        .formParams(Map.of("what", "seats", "seat", 0, "id", UUID.randomUUID()))
        .post("/events/" + event.slug() + "/list?section=0")
        .then()
        .statusCode(422)
        .body(containsString("Stalls, Reihe 1, Platz 1."));
  }
}
