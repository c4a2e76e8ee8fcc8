package org.onsale.storefront;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.onsale.platform.Eventually.eventually;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.PostponementDetails;
import org.onsale.inventory.Inventory;
import org.onsale.notifications.Purchase;
import org.onsale.platform.Database;
import org.onsale.platform.RunningDatabase;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class EventPagesTest {
  private static final Pattern STRUCTURED =
      Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>");
  private static final String FOR_GOOD = "public, max-age=31536000, immutable";

  @Inject Purchase purchase;
  @Inject Catalog catalog;
  @Inject Inventory inventory;
  @Inject Database database;

  @Test
  void a_mistyped_name_finds_the_event_and_what_is_not_there_is_said_in_words() {
    purchase.event("Wintermärchen");
    assertThat(home(Map.of("q", "wintermarhcen"))).contains("<strong>Wintermärchen</strong>");
    assertThat(home(Map.of("q", "qqqqqqq"))).contains("Nothing found", "“qqqqqqq”");
    assertThat(home(Map.of("q", "<qqqq>\0%_"))).contains("Nothing found", "“&lt;qqqq&gt;%_”");
    assertThat(home(Map.of("q", "wintermärchen", "city", "Nowhere")))
        .contains("Nothing fits all of it");
    assertThat(home(Map.of("q", "wintermärchen", "cursor", "nonsense")))
        .contains("<strong>Wintermärchen</strong>");
  }

  @Test
  void city_and_day_narrow_the_page_and_stay_in_the_form() {
    Event event = purchase.event("Filtered evening");
    String day = event.startsAtVenue().toLocalDate().toString();
    String city = event.venue().city();
    assertThat(home(Map.of("q", "filtered", "city", city, "when", "date", "date", day)))
        .contains("<strong>Filtered evening</strong>")
        .contains("<option selected>" + city + "</option>")
        .contains("value=\"" + day + "\"");
    assertThat(home(Map.of("q", "filtered", "date", "2020-01-01")))
        .doesNotContain("<strong>Filtered evening</strong>");
    given()
        .queryParams(Map.of("q", "filterde", "city", city, "from", day, "until", day))
        .get("/api/v1/events")
        .then()
        .statusCode(200)
        .body("items.name", contains("Filtered evening"));
    given()
        .queryParam("from", "tomorrow")
        .get("/api/v1/events")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("from"));
  }

  @Test
  void cards_say_how_the_sale_stands() throws Exception {
    Event few = warm(purchase.event("Stand few"));
    assertThat(card("Stand few")).doesNotContain("badge");
    for (int i = 0; i < 9; i++) {
      purchase.paid(few, 10, "Ann Archer", "few" + i + "@example.org");
    }
    assertThat(cardWith("Stand few", "Few left")).contains("from €12.50");
    purchase.paid(few, 10, "Ann Archer", "last@example.org");
    assertThat(cardWith("Stand few", "Sold out")).doesNotContain("from €12.50");
    assertThat(page("/events/" + few.slug(), "en")).contains("All places are sold");

    Event upcoming = purchase.event("Stand upcoming");
    set(upcoming, "sale_opens_at", noon(upcoming, 3));
    assertThat(cardWith("Stand upcoming", "On sale in 3 days")).contains("from €12.50");
    assertThat(home(Map.of("q", "Stand upcoming", "lang", "de"))).contains("Verkauf in 3 Tagen");

    Event closed = purchase.event("Stand closed");
    set(closed, "sale_closes_at", Instant.now().minusSeconds(60));
    assertThat(cardWith("Stand closed", "Sale closed")).doesNotContain("from €");

    Event postponed = purchase.event("Stand postponed");
    catalog.postpone(
        postponed.id(),
        postponed.version(),
        new PostponementDetails(true, null, Instant.now().plus(Duration.ofDays(1))));
    assertThat(cardWith("Stand postponed", "Postponed")).contains("Date to be announced");

    Event cancelled = purchase.event("Stand cancelled");
    catalog.setStatus(cancelled.id(), cancelled.version(), Event.Status.CANCELLED);
    assertThat(cardWith("Stand cancelled", "Cancelled")).doesNotContain("from €");
  }

  @Test
  void an_event_is_described_to_search_engines_and_to_who_shares_it() throws Exception {
    Event event = purchase.event("Tom & </script><b>Jerry");
    String html = page("/events/" + event.slug(), "de");
    JsonNode json = structured(html);
    assertThat(json.path("@type").asText()).isEqualTo("Event");
    assertThat(json.path("organizer").path("name").asText()).isEqualTo(catalog.organiser().name());
    assertThat(json.path("name").asText()).isEqualTo(event.name());
    assertThat(json.path("startDate").asText())
        .isEqualTo(event.startsAtVenue().toOffsetDateTime().toString());
    assertThat(json.path("eventStatus").asText()).endsWith("/EventScheduled");
    assertThat(json.path("location").path("address").path("addressLocality").asText())
        .isEqualTo(event.venue().city());
    JsonNode offer = json.path("offers").path(0);
    assertThat(offer.path("price").asText()).isEqualTo("12.50");
    assertThat(offer.path("priceCurrency").asText()).isEqualTo("EUR");
    assertThat(offer.path("url").asText()).endsWith("/events/" + event.slug() + "?lang=de");
    assertThat(html)
        .contains("hreflang=\"en\" href=\"http", "hreflang=\"x-default\"")
        .contains("<link rel=\"canonical\" href=\"" + offer.path("url").asText() + "\">")
        .contains("<meta property=\"og:locale\" content=\"de_DE\">");

    String picture = found(html, "property=\"og:image\" content=\"https?://[^/]+(/[^\"]+)\"");
    Response png = given().get(picture);
    png.then().statusCode(200).contentType("image/png").header("Cache-Control", FOR_GOOD);
    BufferedImage drawn = image(png.asByteArray());
    assertThat(drawn.getWidth()).isEqualTo(1200);
    assertThat(drawn.getHeight()).isEqualTo(630);
    given()
        .get(picture.replaceAll("[0-9a-f]{16}", "0000000000000000"))
        .then()
        .statusCode(200)
        .header("Cache-Control", "public, max-age=60");
    given().get("/share/" + event.id() + "/xx/0.png").then().statusCode(404);
  }

  @Test
  void what_became_of_an_event_is_told_to_search_engines_too() throws Exception {
    Event event = purchase.event("Structured fate");
    EventChange moved =
        catalog.postpone(
            event.id(),
            event.version(),
            new PostponementDetails(
                false,
                event.startsAt().plus(Duration.ofDays(7)),
                Instant.now().plus(Duration.ofDays(1))));
    JsonNode json = structured(page("/events/" + event.slug(), "en"));
    assertThat(json.path("eventStatus").asText()).endsWith("/EventRescheduled");
    assertThat(json.path("previousStartDate").asText())
        .isEqualTo(event.startsAtVenue().toOffsetDateTime().toString());

    long version = ((EventChange.Changed) moved).event().version();
    catalog.setStatus(event.id(), version, Event.Status.CANCELLED);
    json = structured(page("/events/" + event.slug(), "en"));
    assertThat(json.path("eventStatus").asText()).endsWith("/EventCancelled");
    assertThat(json.has("offers")).isFalse();
  }

  @Test
  void the_page_has_prices_place_and_time_without_scripts_in_both_languages() {
    Event event = purchase.seated("Plain page");
    assertThat(page("/events/" + event.slug(), "en"))
        .contains("<th scope=\"col\" class=\"number\">Price</th>")
        .contains("<td class=\"number\">€12.50</td>")
        .contains("local time in " + event.venue().city())
        .contains("https://www.openstreetmap.org/search?query=")
        .contains("href=\"/events/" + event.slug() + ".ics\"");
    assertThat(page("/events/" + event.slug(), "de"))
        .contains("<html lang=\"de\">")
        .contains("Preis</th>", "<td class=\"number\">12,50\u00a0€</td>", "In den Kalender")
        .contains("Ortszeit " + event.venue().city(), "Gut zu wissen")
        .doesNotContain("Good to know", "Add to calendar", "local time");
  }

  @Test
  void the_event_goes_into_a_calendar() {
    Event event = purchase.event("Calendar evening");
    given()
        .get("/events/" + event.slug() + ".ics")
        .then()
        .statusCode(200)
        .contentType("text/calendar")
        .header("Content-Disposition", "attachment; filename=\"calendar-evening.ics\"")
        .body(containsString("BEGIN:VTIMEZONE\r\nTZID:"))
        .body(containsString("SUMMARY:Calendar evening\r\n"));
    given().get("/events/no-such-event.ics").then().statusCode(404);
  }

  @Test
  void a_poster_comes_in_the_widths_that_its_page_names_and_in_no_other() throws IOException {
    Event event = purchase.event("Poster widths");
    var changed = (EventChange.Changed) catalog.setPoster(event.id(), striped(1000, 1500));
    String html = home(Map.of("q", "Poster widths"));
    List<String> copies =
        Pattern.compile("(/posters/\\S+?\\.jpg) (\\d+)w")
            .matcher(html)
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(copies).hasSize(4);
    assertThat(html).contains("width=\"1000\" height=\"1500\"");
    for (String copy : copies) {
      String path = copy.split(" ")[0];
      int width = Integer.parseInt(copy.split(" ")[1].replace("w", ""));
      Response jpeg = given().get(path);
      jpeg.then().statusCode(200).contentType("image/jpeg").header("Cache-Control", FOR_GOOD);
      BufferedImage image = image(jpeg.asByteArray());
      assertThat(image.getWidth()).isEqualTo(width);
      assertThat(image.getHeight()).isEqualTo(width * 3 / 2);
      // Half of it is red, half is white, wherever it was made narrower.
      assertThat(new Color(image.getRGB(width / 4, width)).getRed()).isGreaterThan(200);
      assertThat(new Color(image.getRGB(width / 4, width)).getBlue()).isLessThan(60);
      assertThat(new Color(image.getRGB(3 * width / 4, width)).getBlue()).isGreaterThan(200);
    }
    String whole = Objects.requireNonNull(changed.event().posterPath());
    for (String wrong :
        List.of("/241.jpg", "/0.jpg", "/1280.jpg", "/99999.jpg", "/-1.jpg", "/x.jpg")) {
      given().get(whole + wrong).then().statusCode(404);
    }
    assertThat(copiesOf(event)).isEqualTo(copies.size());
    catalog.removePoster(event.id());
    assertThat(copiesOf(event)).isZero();
  }

  private int copiesOf(Event event) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM poster_copy WHERE event_id = :event")
                    .bind("event", event.id().value())
                    .mapTo(Integer.class)
                    .one());
  }

  private String card(String name) {
    String html = home(Map.of("q", name));
    int at = html.indexOf("<strong>" + name + "</strong>");
    assertThat(at).as(name).isPositive();
    return html.substring(at, html.indexOf("</li>", at));
  }

  /** The card as soon as it says so: what is read from memory may be a second old. */
  private String cardWith(String name, String words) {
    return eventually().until(() -> card(name), card -> card.contains(">" + words + "<"));
  }

  private Event warm(Event event) throws Exception {
    inventory.availability(event.id()).toCompletableFuture().get(20, TimeUnit.SECONDS);
    return event;
  }

  /** Of the day that is so many midnights away at the venue. */
  private static Instant noon(Event event, int days) {
    ZoneId zone = event.venue().timeZone();
    return LocalDate.now(zone).plusDays(days).atTime(LocalTime.NOON).atZone(zone).toInstant();
  }

  private void set(Event event, String column, Instant to) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE event SET " + column + " = ? WHERE event_id = ?",
                    to.atOffset(ZoneOffset.UTC),
                    event.id().value()));
  }

  private static String home(Map<String, String> query) {
    return given()
        .accept("text/html")
        .queryParams(query)
        .get("/")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static String page(String path, String language) {
    return given()
        .accept("text/html")
        .queryParam("lang", language)
        .get(path)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static JsonNode structured(String html) throws JsonProcessingException {
    return new ObjectMapper().readTree(found(html, STRUCTURED.pattern()));
  }

  private static String found(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow().group(1);
  }

  private static BufferedImage image(byte[] bytes) throws IOException {
    return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes)));
  }

  private static byte[] striped(int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
