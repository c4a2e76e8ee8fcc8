package org.onsale.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.EventId;
import org.onsale.platform.RunningDatabase;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class DoorTest {
  private static final String PASSWORD = "four random words";

  @Inject Accounts accounts;
  @Inject Sessions sessions;
  @Inject Tokens tokens;

  private Account ada;
  private String cookie;
  private String csrf;

  @BeforeEach
  void sign_in() {
    ada = accounts.create("Ada", UUID.randomUUID() + "@example.org", PASSWORD);
    cookie = sessions.open(ada);
    csrf = sessions.find(cookie).orElseThrow().csrf();
  }

  private RequestSpecification browser() {
    return given().redirects().follow(false).accept("text/html,*/*");
  }

  private RequestSpecification ada() {
    return browser().cookie(Sessions.COOKIE, cookie);
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  @Test
  void a_person_without_a_session_is_led_to_the_sign_in_page_and_back() {
    Response redirect = browser().urlEncodingEnabled(false).get("/guarded?page=2&x=a%26b");
    assertThat(redirect.statusCode()).isEqualTo(303);
    assertThat(redirect.header("Location"))
        .endsWith("/sign-in?next=%2Fguarded%3Fpage%3D2%26x%3Da%2526b");
    browser()
        .formParam("email", ada.email())
        .formParam("password", PASSWORD)
        .formParam("next", "/guarded?page=2&x=a%26b")
        .post("/sign-in")
        .then()
        .statusCode(303)
        .header("Location", org.hamcrest.Matchers.endsWith("/guarded?page=2&x=a%26b"));
  }

  @Test
  void a_program_without_a_session_gets_a_problem() {
    given()
        .post("/api/v1/guarded")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .contentType("application/problem+json")
        .body("type", equalTo("/problems/unauthorized"));
    browser().post("/api/v1/guarded").then().statusCode(401);
  }

  @Test
  void a_session_opens_the_page() {
    ada().get("/guarded").then().statusCode(200).body(is(ada.email() + " " + csrf));
  }

  @Test
  void what_only_some_may_see_is_not_cached() {
    ada().get("/guarded").then().header("Cache-Control", "no-store");
    browser().get("/guarded").then().statusCode(303).header("Cache-Control", "no-store");
  }

  @Test
  void a_change_by_cookie_needs_the_csrf_token_of_the_same_session() {
    String other = sessions.find(sessions.open(ada)).orElseThrow().csrf();
    ada().accept("*/*").post("/guarded").then().statusCode(403);
    ada().accept("*/*").header("X-CSRF-Token", other).post("/guarded").then().statusCode(403);
    ada().accept("*/*").formParam("csrf", "").post("/guarded").then().statusCode(403);
    ada()
        .accept("*/*")
        .formParam("csrf", other)
        .post("/guarded")
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/csrf-token"));
    ada().contentType("application/json").body("{}").post("/api/v1/guarded").then().statusCode(403);
    ada().queryParam("csrf", csrf).post("/guarded").then().statusCode(403);
  }

  @Test
  void the_csrf_token_may_be_a_header_or_a_field_of_a_form() {
    ada().header("X-CSRF-Token", csrf).post("/guarded").then().statusCode(200);
    ada().formParam("csrf", csrf).post("/guarded").then().statusCode(200);
    ada().multiPart("csrf", csrf).post("/guarded").then().statusCode(200);
    ada()
        .header("X-CSRF-Token", csrf)
        .contentType("text/plain")
        .body("hello")
        .post("/api/v1/guarded")
        .then()
        .statusCode(200)
        .body(is(ada.email() + " hello"));
  }

  @Test
  void an_organisers_token_needs_no_csrf_token() {
    bearer(tokens.issueOrganiser("script"))
        .body("hello")
        .post("/api/v1/guarded")
        .then()
        .statusCode(200)
        .body(is("token script hello"));
  }

  @Test
  void a_bad_token_is_refused_even_beside_a_good_cookie() {
    bearer("ons_org_" + "x".repeat(43)).post("/api/v1/guarded").then().statusCode(401);
    given().header("Authorization", "Basic abc").post("/api/v1/guarded").then().statusCode(401);
    ada()
        .header("X-CSRF-Token", csrf)
        .header("Authorization", "Bearer nonsense")
        .post("/api/v1/guarded")
        .then()
        .statusCode(401);
  }

  @Test
  void a_gates_token_opens_the_gates_of_its_event_by_id_and_by_slug() {
    String gate = tokens.issueGate(new EventId(7), "north");
    bearer(gate)
        .body("code")
        .post("/api/v1/guarded/gates/7")
        .then()
        .statusCode(200)
        .body(is("token north code"));
    bearer(gate).body("code").post("/api/v1/guarded/gates/gala").then().statusCode(200);
  }

  @Test
  void a_gates_token_opens_nothing_else() {
    String gate = tokens.issueGate(new EventId(7), "north");
    bearer(gate)
        .body("code")
        .post("/api/v1/guarded/gates/8")
        .then()
        .statusCode(403)
        .body("type", equalTo("/problems/forbidden"));
    bearer(gate).body("code").post("/api/v1/guarded/gates/unknown").then().statusCode(403);
    bearer(gate).body("code").post("/api/v1/guarded").then().statusCode(403);
    bearer(gate).get("/guarded").then().statusCode(403);
  }

  @Test
  void an_organiser_may_stand_at_the_gate() {
    bearer(tokens.issueOrganiser("script"))
        .body("code")
        .post("/api/v1/guarded/gates/8")
        .then()
        .statusCode(200);
    ada()
        .header("X-CSRF-Token", csrf)
        .body("code")
        .post("/api/v1/guarded/gates/8")
        .then()
        .statusCode(200);
    ada().body("code").post("/api/v1/guarded/gates/8").then().statusCode(403);
    given().body("code").post("/api/v1/guarded/gates/8").then().statusCode(401);
  }

  @Test
  void signing_in_gives_a_cookie_that_scripts_and_other_sites_cannot_use() {
    Response response =
        browser().formParam("email", ada.email()).formParam("password", PASSWORD).post("/sign-in");
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.header("Set-Cookie"))
        .startsWith("onsale_session=")
        .containsIgnoringCase(";HttpOnly")
        .containsIgnoringCase("SameSite=Lax")
        .containsIgnoringCase("Path=/")
        .doesNotContainIgnoringCase("Secure"); // plain http on localhost
    browser()
        .cookie(Sessions.COOKIE, response.cookie(Sessions.COOKIE))
        .get("/guarded")
        .then()
        .statusCode(200)
        .body(startsWith(ada.email()));
  }

  @Test
  void a_wrong_password_shows_the_form_again_with_the_email_kept_and_escaped() {
    Response response =
        browser().formParam("email", "\"><b>x").formParam("password", "wrong").post("/sign-in");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.asString())
        .contains("E-mail or password is wrong.")
        .contains("&quot;&gt;&lt;b&gt;x");
    assertThat(response.cookies()).isEmpty();
  }

  @Test
  void another_site_cannot_sign_its_visitors_in() {
    browser()
        .header("Sec-Fetch-Site", "cross-site")
        .formParam("email", ada.email())
        .formParam("password", PASSWORD)
        .post("/sign-in")
        .then()
        .statusCode(403);
  }

  @Test
  void signing_in_leads_to_no_other_site() {
    for (String next :
        new String[] {"https://evil.example", "//evil.example", "/\\evil.example", "/%", "x"}) {
      assertThat(SignInPages.local(next)).as(next).hasToString("/");
    }
    assertThat(SignInPages.local("/organiser?x=1")).hasToString("/organiser?x=1");
  }

  @Test
  void signing_out_ends_the_session_and_needs_the_csrf_token() {
    ada().accept("*/*").formParam("x", "y").post("/sign-out").then().statusCode(403);
    ada().get("/guarded").then().statusCode(200);
    ada().formParam("csrf", csrf).post("/sign-out").then().statusCode(303);
    ada().get("/guarded").then().statusCode(303);
  }

  @Test
  void a_spent_link_has_its_page() {
    Response response = browser().get("/set-up?token=nonsense");
    assertThat(response.statusCode()).isEqualTo(410);
    assertThat(response.asString()).contains("does not work any more");
  }
}
