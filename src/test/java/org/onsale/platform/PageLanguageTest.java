package org.onsale.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PageLanguageTest {

  @Test
  void a_page_is_english_when_nothing_is_asked_for() {
    reader().get("/").then().body(containsString("<html lang=\"en\">"));
  }

  @Test
  void a_page_is_in_the_language_that_the_browser_prefers() {
    reader()
        .header("Accept-Language", "fr, de-AT;q=0.8, en;q=0.5")
        .get("/")
        .then()
        .header("Content-Language", "de")
        .header("Set-Cookie", nullValue())
        .body(containsString("<html lang=\"de\">"), containsString("Zum Inhalt"));
  }

  @Test
  void a_language_that_was_chosen_is_kept() {
    String chosen =
        reader()
            .header("Accept-Language", "en")
            .get("/?lang=de")
            .then()
            .body(containsString("<html lang=\"de\">"))
            .extract()
            .cookie("lang");
    reader()
        .header("Accept-Language", "en")
        .cookie("lang", chosen)
        .get("/")
        .then()
        .body(containsString("<html lang=\"de\">"));
  }

  @Test
  void what_keeps_it_is_sent_to_this_site_alone_and_read_by_no_script() {
    Cookie chosen = reader().get("/?lang=de").then().extract().detailedCookie("lang");
    assertThat(chosen.getSameSite()).isEqualTo("Lax");
    assertThat(chosen.isHttpOnly()).isTrue();
    assertThat(chosen.getPath()).isEqualTo("/");
    assertThat(chosen.getDomain()).isNull();
    assertThat(chosen.getMaxAge()).isEqualTo(Duration.ofDays(365).toSeconds());
  }

  @Test
  void a_language_in_which_no_page_is_written_is_not_kept() {
    reader()
        .get("/?lang=xx")
        .then()
        .header("Set-Cookie", nullValue())
        .header("Content-Language", is("en"));
    reader().cookie("lang", "fr").get("/").then().header("Content-Language", is("en"));
  }

  @Test
  void the_other_language_is_one_step_away_and_the_rest_of_the_address_stays() {
    reader()
        .queryParam("q", "a&b")
        .queryParam("lang", "en")
        .get("/")
        .then()
        .body(
            allOf(
                containsString("href=\"?q=a%26b&amp;lang=de\""), not(containsString("lang=en\""))));
  }

  @Test
  void shared_caches_keep_the_languages_apart() {
    List<String> vary = reader().get("/").then().extract().headers().getValues("Vary");
    assertThat(String.join(", ", vary)).contains("Accept-Language", "Cookie");
  }

  @Test
  void an_error_has_its_page_in_the_same_language() {
    reader()
        .cookie("lang", "de")
        .get("/no-such-page")
        .then()
        .statusCode(404)
        .body(containsString("<html lang=\"de\">"), containsString("Zu den Veranstaltungen"));
  }

  private static RequestSpecification reader() {
    return given().accept("text/html");
  }
}
