package org.onsale.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onsale.identity.SignedIn;
import org.onsale.platform.RunningDatabase;
import org.onsale.webhooks.Endpoints;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class WebhookPagesTest {
  private static final Pattern PATH = Pattern.compile("/office/webhooks/[0-9a-f-]{36}");

  @Inject SignedIn organiser;
  @Inject Endpoints endpoints;

  /** Other tests share the database. */
  @AfterEach
  void removeAll() {
    endpoints.list().forEach(endpoints::remove);
  }

  private RequestSpecification browser() {
    return organiser.browser();
  }

  private RequestSpecification form() {
    return organiser.form();
  }

  private String made() {
    String page =
        form()
            .formParam(
                "url", "https://onsale.invalid/<hook>".replace("<", "%3C").replace(">", "%3E"))
            .formParam("description", "Ours <b>")
            .formParam("type.order.paid", "on")
            .post("/office/webhooks")
            .then()
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .body(containsString("whsec_"))
            .extract()
            .asString();
    Matcher path = PATH.matcher(page);
    assertThat(path.find()).isTrue();
    return path.group();
  }

  @Test
  void a_webhook_is_made_tested_replayed_changed_and_removed() {
    String path = made();
    browser()
        .get("/office/webhooks")
        .then()
        .statusCode(200)
        .body(containsString(path))
        .body(not(containsString("whsec_")));
    form().post(path + "/tests").then().statusCode(303);
    String page =
        browser()
            .get(path)
            .then()
            .statusCode(200)
            .body(containsString("Ours &lt;b&gt;"))
            .extract()
            .asString();
    // Other tests' orders may be told of meanwhile; the test message is about none.
    Matcher delivery =
        Pattern.compile("(" + path + "/deliveries/[0-9]+)\">[^<]*</a></th>\\s*<td[^>]*></td>")
            .matcher(page);
    assertThat(delivery.find()).isTrue();
    browser()
        .get(delivery.group(1))
        .then()
        .statusCode(200)
        .body(containsString("msg_test_"))
        .body(containsString("Body"));
    form().post(delivery.group(1) + "/replays").then().statusCode(303);
    form().formParam("days", "7").post(path + "/replays").then().statusCode(303);
    form().post(path + "/pause").then().statusCode(303);
    browser().get(path).then().body(containsString("Paused: nothing is sent"));
    form().post(path + "/resume").then().statusCode(303);
    form().post(path + "/secrets").then().statusCode(200).body(containsString("whsec_"));
    form()
        .formParam("url", "https://onsale.invalid/other")
        .formParam("type.order.refunded", "on")
        .post(path)
        .then()
        .statusCode(303);
    browser().get(path + "?state=failed").then().body(containsString("/other"));
    browser().post(path + "/removal").then().statusCode(403);
    form().post(path + "/removal").then().statusCode(303);
    browser().get(path).then().statusCode(404);
  }

  @Test
  void what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    form()
        .formParam("url", "http://127.0.0.1/typed")
        .post("/office/webhooks")
        .then()
        .statusCode(422)
        .body(containsString("must begin with https://"))
        .body(containsString("Choose at least one."))
        .body(containsString("http://127.0.0.1/typed"));
  }
}
