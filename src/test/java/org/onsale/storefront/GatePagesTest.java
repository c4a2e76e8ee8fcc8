package org.onsale.storefront;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.notifications.Purchase;
import org.onsale.platform.RunningDatabase;

/** The gate as an application that a phone installs. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class GatePagesTest {
  @Inject Purchase purchase;

  @Test
  void a_phone_learns_how_to_install_the_gate_of_an_event() {
    Event event = purchase.event("Gated");
    String gate = "/gate/" + event.slug();
    given()
        .get(gate)
        .then()
        .statusCode(200)
        .body(containsString("rel=\"manifest\" href=\"" + gate + "/app.webmanifest\""));
    List<String> icons =
        given()
            .header("Accept-Language", "de")
            .get(gate + "/app.webmanifest")
            .then()
            .statusCode(200)
            .contentType(startsWith("application/manifest+json"))
            .body("name", is("Einlass: Gated"))
            .body("start_url", is(gate))
            .body("display", is("standalone"))
            .body("icons.purpose", hasItem("maskable"))
            .body("icons.type", everyItem(is("image/png")))
            .extract()
            .path("icons.src");
    icons.forEach(
        icon -> given().get(icon).then().statusCode(200).contentType(startsWith("image/png")));
    given().get("/gate-worker.js").then().statusCode(200).contentType(containsString("javascript"));
  }

  @Test
  void an_event_that_is_not_there_has_no_gate() {
    given().get("/gate/nowhere").then().statusCode(404);
    given().get("/gate/nowhere/app.webmanifest").then().statusCode(404);
  }
}
