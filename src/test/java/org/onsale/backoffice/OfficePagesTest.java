package org.onsale.backoffice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.BoxOfficePolicy;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventCreation;
import org.onsale.catalog.EventDetails;
import org.onsale.catalog.Policies;
import org.onsale.catalog.PoolDetails;
import org.onsale.catalog.PriceList;
import org.onsale.catalog.RefundPolicy;
import org.onsale.catalog.TaxDefault;
import org.onsale.catalog.VenueChange;
import org.onsale.catalog.VenueDetails;
import org.onsale.identity.Sessions;
import org.onsale.identity.SignedIn;
import org.onsale.platform.Money;
import org.onsale.platform.RunningDatabase;
import org.onsale.seating.ImportOutcome;
import org.onsale.seating.Plans;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class OfficePagesTest {
  private static final String PLAN =
      """
      {"name": "Tiny", "categories": [{"name": "Best", "color": "#aa0000"}],
       "zones": [{"name": "Stalls", "position": {"x": 0, "y": 0}, "rows": [
         {"row_number": "1", "position": {"x": 0, "y": 0}, "seats": [
           {"seat_number": "1", "seat_guid": "1-1", "category": "Best", "position": {"x": 0, "y": 0}},
           {"seat_number": "2", "seat_guid": "1-2", "category": "Best", "position": {"x": 20, "y": 0}}
         ]}]}]}
      """;

  @Inject SignedIn organiser;
  @Inject Catalog catalog;
  @Inject Plans plans;

  @TestHTTPResource("/")
  URL server;

  @Test
  void nobody_gets_in_without_signing_in() {
    for (String path :
        List.of("/office", "/office/venues", "/office/plans", "/office/events/new")) {
      given()
          .redirects()
          .follow(false)
          .accept("text/html")
          .get(path)
          .then()
          .statusCode(303)
          .header("Location", containsString("/sign-in?next="));
    }
  }

  @Test
  void a_form_without_the_csrf_token_changes_nothing() {
    long before = catalog.venues(null, 100).items().size();
    browser().formParams(venue("Forged")).post("/office/venues").then().statusCode(403);
    browser()
        .formParams(venue("Forged"))
        .formParam("csrf", "wrong")
        .post("/office/venues")
        .then()
        .statusCode(403);
    assertThat(catalog.venues(null, 100).items()).hasSize((int) before);
  }

  @Test
  void every_page_has_its_way_to_do_things() {
    browser().get("/office").then().statusCode(200).body(containsString("New event"));
    browser().get("/office/venues").then().statusCode(200).body(containsString("New venue"));
    browser()
        .get("/office/venues/new")
        .then()
        .statusCode(200)
        .body(containsString(organiser.csrf()));
    browser().get("/office/plans").then().statusCode(200).body(containsString("Import a plan"));
    browser().get("/office/settings").then().statusCode(200).body(containsString("Organiser"));
    browser()
        .get("/office?q=nothing-like-it")
        .then()
        .statusCode(200)
        .body(containsString("Nothing found"));
    browser().get("/office/outbox").then().statusCode(200).body(containsString("Outbox"));
    browser().get("/office/outbox/1/999999").then().statusCode(404);
    browser().get("/office/venues/999999").then().statusCode(404);
    browser().get("/office/events/999999").then().statusCode(404);
    browser().get("/office/plans/999999").then().statusCode(404);
  }

  @Test
  void a_refused_venue_keeps_what_was_typed_beside_every_fault() {
    form()
        .formParams(Map.of("name", "<b>Hall</b>", "city", "", "country", "XX", "timeZone", "Mars"))
        .post("/office/venues")
        .then()
        .statusCode(422)
        .body(containsString("3 things keep this from being saved"))
        .body(containsString("value=\"&lt;b&gt;Hall&lt;/b&gt;\""))
        .body(containsString("value=\"Mars\""))
        .body(containsString("Choose a time zone such as Europe/Berlin."));
  }

  @Test
  void a_venue_is_created_changed_and_removed() {
    form()
        .formParams(venue("Kleines Haus"))
        .post("/office/venues")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/office/venues?done=created"));
    String id =
        catalog.venues(null, 100).items().stream()
            .filter(venue -> venue.name().equals("Kleines Haus"))
            .map(venue -> Long.toString(venue.id()))
            .findFirst()
            .orElseThrow();
    browser().get("/office/venues/" + id).then().body(containsString("Kleines Haus"));
    form().formParams(venue("Haus")).post("/office/venues/" + id).then().statusCode(303);
    form().post("/office/venues/" + id + "/removal").then().statusCode(303);
    browser().get("/office/venues/" + id).then().statusCode(404);
  }

  @Test
  void an_event_is_created_in_the_time_of_its_venue() {
    String venue = createVenue("America/New_York");
    String location =
        form()
            .formParams(event("New York night", venue))
            .post("/office/events")
            .then()
            .statusCode(303)
            .extract()
            .header("Location");
    Event event = catalog.eventByIdOrSlug("new-york-night").orElseThrow();
    assertThat(location).endsWith("/office/events/" + event.id() + "/tickets?done=created");
    assertThat(event.startsAt()).hasToString("2030-06-01T23:30:00Z");
    browser()
        .get("/office/events/" + event.id() + "/details")
        .then()
        .statusCode(200)
        .body(containsString("value=\"2030-06-01T19:30\""));
  }

  @Test
  void a_refused_event_keeps_what_was_typed() {
    form()
        .formParams(
            Map.of(
                "name",
                "Typed",
                "description",
                "Two\nlines",
                "venue",
                "7777777",
                "startsAt",
                "soon",
                "holdTime",
                "99",
                "limitPerCustomer",
                "many",
                "currency",
                "EUR"))
        .post("/office/events")
        .then()
        .statusCode(422)
        .body(containsString("Choose a venue."))
        .body(containsString("value=\"Typed\""))
        .body(containsString("Two\nlines</textarea>"))
        .body(containsString("Between 1 and 60 minutes."));
  }

  @Test
  void who_saves_second_sees_what_the_first_changed() {
    Event event = create("Original");
    String path = "/office/events/" + event.id() + "/details";
    String venue = Long.toString(event.venue().id());
    var mine = event("Mine", venue);
    form()
        .formParams(event("Theirs", venue))
        .formParam("version", 1)
        .post(path)
        .then()
        .statusCode(303);

    form()
        .formParams(mine)
        .formParam("version", 1)
        .post(path)
        .then()
        .statusCode(409)
        .body(containsString("Now: Theirs"))
        .body(containsString("value=\"Mine\""))
        .body(containsString("name=\"version\" value=\"2\""));
    form().formParams(mine).formParam("version", 2).post(path).then().statusCode(303);
    assertThat(catalog.event(event.id()).orElseThrow().name()).isEqualTo("Mine");
  }

  @Test
  void a_box_that_is_ticked_forbids_single_seats_and_is_shown_ticked() {
    Event event = create("No orphans");
    String path = "/office/events/" + event.id() + "/sale";
    browser().get(path).then().body(not(containsString(" checked")));
    form()
        .formParams(event("No orphans", Long.toString(event.venue().id())))
        .formParam("version", 1)
        .formParam("boxes", "yes")
        .formParam("forbidsOrphans", "on")
        .post(path)
        .then()
        .statusCode(303);
    assertThat(catalog.event(event.id()).orElseThrow().forbidsOrphans()).isTrue();
    browser().get(path).then().body(containsString(" checked"));
  }

  @Test
  void what_a_form_does_not_have_stays_as_it_is() {
    Event event = create("In steps");
    String path = "/office/events/" + event.id();
    form()
        .formParams(
            Map.of("version", 1, "boxes", "yes", "forbidsOrphans", "on", "limitPerCustomer", 3))
        .post(path + "/sale")
        .then()
        .statusCode(303)
        .header("Location", endsWith(path + "/sale?done=saved"));
    form()
        .formParams(Map.of("version", 2, "name", "By steps", "go", "on"))
        .post(path + "/details")
        .then()
        .statusCode(303)
        .header("Location", endsWith(path + "/tickets?done=saved"));
    Event saved = catalog.event(event.id()).orElseThrow();
    assertThat(saved.name()).isEqualTo("By steps");
    assertThat(saved.limitPerCustomer()).isEqualTo(3);
    assertThat(saved.forbidsOrphans()).isTrue();
    assertThat(saved.startsAt()).isEqualTo(event.startsAt());
    form()
        .formParams(Map.of("version", 3, "boxes", "yes", "limitPerCustomer", "many"))
        .post(path + "/sale")
        .then()
        .statusCode(422)
        .body(containsString("value=\"many\""));
    form()
        .formParams(Map.of("version", 3, "boxes", "yes"))
        .post(path + "/sale")
        .then()
        .statusCode(303);
    assertThat(catalog.event(event.id()).orElseThrow().forbidsOrphans()).isFalse();
  }

  @Test
  void an_event_begins_with_a_name_a_venue_and_a_start() {
    String venue = Long.toString(create("Elsewhere").venue().id());
    form()
        .formParams(Map.of("name", "Little said", "venue", venue, "startsAt", "2031-05-01T20:00"))
        .post("/office/events")
        .then()
        .statusCode(303);
    Event event = catalog.eventByIdOrSlug("little-said").orElseThrow();
    assertThat(event.saleClosesAt()).isEqualTo(event.startsAt());
    assertThat(event.saleOpensAt()).isBefore(event.saleClosesAt());
    browser()
        .get("/office/events/" + event.id())
        .then()
        .body(containsString("aria-current=\"step\""))
        .body(containsString("This is how buyers see it"));
  }

  @Test
  void the_parts_of_pages_are_shown_on_one() {
    given().get("/design").then().statusCode(200).body(containsString("Buttons"));
    given().get("/design?as=office").then().statusCode(200).body(containsString("Figures"));
  }

  @Test
  void pages_speak_german_to_who_reads_it() {
    Event event = create("Auf Deutsch");
    String path = "/office/events/" + event.id();
    for (var page :
        Map.of(
                "/office",
                "Veranstaltungen",
                "/office/venues",
                "Neue Spielstätte",
                "/office/plans",
                "Plan einlesen",
                "/office/outbox",
                "Postausgang",
                path,
                "So sehen es Käufer",
                path + "/sale",
                "Zeit im Korb in Minuten",
                path + "/tickets",
                "Stehplätze",
                path + "/orders",
                "Bestellung suchen",
                path + "/story",
                "Wer hatte diesen Platz",
                path + "/allocations",
                "Kontingent")
            .entrySet()) {
      browser()
          .header("Accept-Language", "de-AT")
          .get(page.getKey())
          .then()
          .statusCode(200)
          .body(containsString("<html lang=\"de\">"))
          .body(containsString(page.getValue()));
    }
  }

  @Test
  void the_first_page_leads_from_a_code_to_its_order() {
    browser()
        .redirects()
        .follow(false)
        .get("/office?q=a7-k7q2m9xd")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/office/events/7/orders/A7-K7Q2M9XD"));
  }

  @Test
  void seats_are_painted_by_name_and_on_the_map_into_a_new_version() {
    String two =
        PLAN.replace(
            "\"categories\": [",
            "\"categories\": [{\"name\": \"Other\", \"color\": \"#00aa00\"}, ");
    var imported =
        (ImportOutcome.Imported)
            plans.importPlan(
                "Paintable", new ByteArrayInputStream(two.getBytes(StandardCharsets.UTF_8)));
    String path = "/office/plans/" + imported.plan() + "/paint";
    browser().get(path).then().statusCode(200).body(containsString("data-seating"));
    form()
        .formParams(Map.of("version", 1, "category", 1))
        .post(path)
        .then()
        .statusCode(422)
        .body(containsString("Choose seats on the map"));
    form()
        .formParams(Map.of("version", 1, "category", 1, "picked", "0", "seats", "Stalls, 1, 2"))
        .post(path)
        .then()
        .statusCode(303);
    assertThat(plans.load(imported.plan(), 2).seatsOf(1)).isEqualTo(2);
    form()
        .formParams(Map.of("version", 1, "category", 2, "picked", "0"))
        .post(path)
        .then()
        .statusCode(409)
        .body(containsString("Somebody else made a new version"));
  }

  @Test
  void an_event_says_what_it_misses_until_it_can_be_published() {
    Event event = create("To publish");
    String path = "/office/events/" + event.id();
    browser()
        .get(path)
        .then()
        .body(containsString("There is nothing to sell"))
        .body(not(containsString(">Publish<")));

    form()
        .formParams(
            Map.of(
                "version",
                "1",
                "pools[0].id",
                "",
                "pools[0].name",
                "",
                "pools[0].capacity",
                "",
                "pools[0].price",
                "",
                "pools[1].id",
                "",
                "pools[1].name",
                "Floor",
                "pools[1].capacity",
                "abc",
                "pools[1].price",
                "12,5"))
        .post(path + "/tickets/pools")
        .then()
        .statusCode(422)
        .body(containsString("value=\"abc\""))
        .body(containsString("id=\"pools[1].capacity\""));
    form()
        .formParams(
            Map.of(
                "version",
                "1",
                "pools[0].id",
                "",
                "pools[0].name",
                "Floor",
                "pools[0].capacity",
                "90",
                "pools[0].price",
                "12,5"))
        .post(path + "/tickets/pools")
        .then()
        .statusCode(303);
    assertThat(catalog.event(event.id()).orElseThrow().pools())
        .containsExactly(new Event.Pool(1, "Floor", 90, Money.of(1250, "EUR")));

    browser().get(path).then().body(containsString(">Publish<"));
    form().formParam("action", "publish").post(path + "/publication").then().statusCode(303);
    browser()
        .get(path + "?done=published")
        .then()
        .body(containsString("the event is public now"))
        .body(containsString("0 of 90"));
    browser().get("/office").then().body(containsString("To publish"));
    form().formParam("action", "unpublish").post(path + "/publication").then().statusCode(303);
    given().get("/api/v1/events/" + event.id()).then().statusCode(404);
  }

  @Test
  void a_plan_is_attached_and_priced() {
    var imported = (ImportOutcome.Imported) plans.importPlan("Tiny hall", plan());
    Event event = create("With seats");
    String path = "/office/events/" + event.id() + "/tickets";

    form().formParams(Map.of("version", 1, "plan", "")).post(path + "/plan").then().statusCode(422);
    form()
        .formParams(Map.of("version", 1, "plan", imported.plan()))
        .post(path + "/plan")
        .then()
        .statusCode(303);
    browser().get(path).then().body(containsString("Tiny hall")).body(containsString("Best"));
    form()
        .formParams(Map.of("version", 2, "prices.1", "free"))
        .post(path + "/prices")
        .then()
        .statusCode(422)
        .body(allOf(containsString("value=\"free\""), containsString("An amount from 0")));
    form()
        .formParams(Map.of("version", 2, "prices.1", "99.90"))
        .post(path + "/prices")
        .then()
        .statusCode(303);
    assertThat(catalog.event(event.id()).orElseThrow().category(1).orElseThrow().price().amount())
        .isEqualTo(9990);
    browser()
        .get("/office/plans/" + imported.plan())
        .then()
        .statusCode(200)
        .body(containsString("Tiny hall"));
  }

  @Test
  void a_file_with_faults_shows_them_all() throws Exception {
    String bad =
        PLAN.replace("\"position\": {\"x\": 20, \"y\": 0}", "\"position\": 5")
            .replace("\"seat_number\": \"1\", ", "");
    HttpResponse<String> refused =
        upload(
            "/office/plans", Map.of("csrf", organiser.csrf(), "name", "Bad"), "file", bytes(bad));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("The file has 2 faults", "Zone &quot;Stalls&quot;, row 1", "value=\"Bad\"");

    HttpResponse<String> nothing =
        upload("/office/plans", Map.of("csrf", organiser.csrf(), "name", "x"), "file", new byte[0]);
    assertThat(nothing.statusCode()).isEqualTo(422);
    assertThat(nothing.body()).contains("Choose a file.");
    assertThat(
            upload("/office/plans", Map.of("csrf", organiser.csrf()), "file", bytes(PLAN))
                .statusCode())
        .isEqualTo(303);
  }

  @Test
  void a_poster_is_uploaded_and_seen() throws Exception {
    Event event = create("With a poster");
    String path = "/office/events/" + event.id();
    HttpResponse<String> text =
        upload(path + "/poster", Map.of("csrf", organiser.csrf()), "poster", bytes("no image"));
    assertThat(text.statusCode()).isEqualTo(422);
    assertThat(text.body()).contains("A PNG, JPEG or WebP image, please.");
    assertThat(upload(path + "/poster", Map.of(), "poster", png()).statusCode()).isEqualTo(403);
    assertThat(
            upload(path + "/poster", Map.of("csrf", organiser.csrf()), "poster", png())
                .statusCode())
        .isEqualTo(303);
    browser().get(path).then().body(containsString("src=\"/posters/" + event.id() + "/"));
  }

  @Test
  void a_poster_that_is_too_large_is_told_so_and_a_flood_is_not_read() throws Exception {
    String path = "/office/events/" + create("With a large poster").id() + "/poster";
    Map<String, String> csrf = Map.of("csrf", organiser.csrf());
    HttpResponse<String> large = upload(path, csrf, "poster", new byte[(5 << 20) + 1]);
    assertThat(large.statusCode()).isEqualTo(422);
    assertThat(large.body()).contains("At most 5 MiB; this image is larger.");
    assertThat(upload(path, csrf, "poster", new byte[16 << 20]).statusCode()).isEqualTo(413);
  }

  @Test
  void a_gate_gets_a_link_that_is_shown_once() {
    Event event = create("With gates");
    String path = "/office/events/" + event.id() + "/gates";
    browser().get(path).then().statusCode(200).body(containsString("No gates yet"));
    form().formParam("label", "").post(path).then().statusCode(422);
    form()
        .formParam("label", "Main entrance")
        .post(path)
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body(containsString("/gate/with-gates#token=ons_gate_"))
        .body(containsString("<svg viewBox=\"0 0 "));
    browser()
        .get(path)
        .then()
        .body(containsString("Main entrance"))
        .body(not(containsString("ons_gate_")));
  }

  @Test
  void seats_are_kept_back_in_words_and_given_to_the_sale_again() {
    Event event = create("With guests");
    String path = "/office/events/" + event.id();
    browser().get(path + "/allocations").then().body(containsString("Publish the event first"));
    catalog.setPools(
        event.id(), event.version(), List.of(new PoolDetails(null, "Floor", 50, 1000L)));
    form().formParam("action", "publish").post(path + "/publication").then().statusCode(303);
    browser().get(path + "/allocations").then().body(containsString("Nothing is kept back"));
    form()
        .formParams(
            Map.of("kind", "", "label", "", "accessCode", "abc", "releaseAt", "x", "place.1", "y"))
        .post(path + "/allocations")
        .then()
        .statusCode(422)
        .body(containsString("5 things keep this from being saved"))
        .body(containsString("value=\"abc\""));
    form()
        .formParams(
            Map.of(
                "kind", "artist",
                "label", "Guest list",
                "accessCode", "Friends 26",
                "releaseAt", "2030-06-01T12:00",
                "place.1", "20"))
        .post(path + "/allocations")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/allocations/1?done=blocked"));
    browser()
        .get(path + "/allocations")
        .then()
        .body(containsString("Guest list"))
        .body(containsString("FRIENDS 26"))
        .body(containsString("Sat 1 Jun 2030, 12:00"));
    String allocation = path + "/allocations/1";
    form()
        .formParams(Map.of("action", "add", "place.1", "31"))
        .post(allocation + "/places")
        .then()
        .statusCode(422)
        .body(containsString("So many places are not free"));
    form().formParam("action", "add").post(allocation + "/places").then().statusCode(422);
    form()
        .formParams(Map.of("action", "remove", "place.1", "5"))
        .post(allocation + "/places")
        .then()
        .statusCode(303);
    form()
        .formParams(Map.of("kind", "artist", "label", "Friends", "accessCode", "", "releaseAt", ""))
        .post(allocation)
        .then()
        .statusCode(303);
    browser()
        .get(allocation + "/release")
        .then()
        .statusCode(200)
        .body(containsString("Release Friends?"))
        .body(containsString("15 seats and places that nobody has go on sale"));
    form().post(allocation + "/release").then().statusCode(303);
    browser().get(allocation).then().statusCode(200).body(containsString("Released"));
  }

  @Test
  void an_event_without_orders_says_so() {
    Event event = create("Without orders");
    browser()
        .get("/office/events/" + event.id() + "/orders")
        .then()
        .statusCode(200)
        .body(containsString("No orders yet"));
    browser().get("/office/events/" + event.id() + "/orders/A1-00000000").then().statusCode(404);
  }

  @Test
  void a_ticket_type_fees_and_a_code_are_typed_in_currency_percent_and_local_time() {
    Event event = withFloor("Priced");
    String path = "/office/events/" + event.id() + "/pricing";
    price(event, path + "/types", Map.of("name", "Child", "prices.p1", "4,50"), 303);
    Map<String, String> fees =
        Map.of(
            "fees[0].name", "",
            "fees[0].per", "ticket",
            "fees[1].name", "Service",
            "fees[1].per", "percent",
            "fees[1].value", "2.5",
            "tax.name", "USt",
            "tax.rate", "13",
            "tax.included", "yes");
    price(event, path + "/fees", fees, 303);
    Map<String, String> code =
        Map.of(
            "code", "spring",
            "kind", "amount",
            "value", "5",
            "until", "2030-06-01T20:00",
            "good.p1", "on",
            "unlocks.1", "on");
    price(event, path + "/codes", code, 303);
    PriceList list = catalog.event(event.id()).orElseThrow().priceList();
    assertThat(list.ticketTypes().getFirst().prices())
        .containsExactly(new PriceList.TypePrice(null, 1, 450));
    assertThat(list.fees())
        .containsExactly(new PriceList.Fee("Service", PriceList.Fee.Basis.PERCENT, 250, false));
    assertThat(list.tax()).isEqualTo(new PriceList.Tax("USt", 1300, true));
    PriceList.PromoCode promo = list.promoCodes().getFirst();
    assertThat(promo.value()).isEqualTo(500);
    assertThat(promo.until()).isEqualTo(Instant.parse("2030-06-01T18:00:00Z"));
    assertThat(promo.pools()).containsExactly(1);
    browser()
        .get(path + "?code=SPRING&type=1")
        .then()
        .body(containsString("value=\"4.50\""))
        .body(containsString("value=\"2030-06-01T20:00\""))
        .body(containsString("opens Child"));
  }

  @Test
  void refused_prices_keep_what_was_typed_beside_every_fault_and_can_be_removed() {
    Event event = withFloor("Priced wrongly");
    String path = "/office/events/" + event.id() + "/pricing";
    price(event, path + "/types", Map.of("name", "Child", "prices.p1", "4.50"), 303);
    Map<String, String> fee =
        Map.of("fees[0].name", "", "fees[1].name", "Fee", "fees[1].per", "ticket");
    assertThat(price(event, path + "/fees", fee, 422))
        .contains("aria-invalid", "id=\"fees[1].value\"");
    assertThat(price(event, path + "/types", Map.of("name", "Old", "prices.p1", "x"), 422))
        .contains("value=\"x\"", "href=\"#prices.p1\"");
    assertThat(price(event, path + "/codes", Map.of("code", "?", "until", "soon"), 422))
        .contains("value=\"soon\"", "A date and a time.");
    price(event, path + "/types", Map.of("id", "1", "action", "remove"), 303);
    assertThat(catalog.event(event.id()).orElseThrow().priceList().ticketTypes()).isEmpty();
  }

  @Test
  void policies_are_ticked_and_typed_and_a_fault_keeps_what_was_typed() {
    Event event = withFloor("Promised");
    String path = "/office/events/" + event.id() + "/policies";
    Map<String, String> typed =
        Map.of(
            "latePayment",
            "give_back",
            "refunds",
            "on",
            "refunds.hoursBefore",
            "72 hours",
            "refunds.withFees",
            "on",
            "boxOffice",
            "on",
            "boxOffice.hours",
            "721");
    assertThat(price(event, path, typed, 422))
        .contains("value=\"72 hours\"", "href=\"#refunds.hoursBefore\"", "aria-invalid")
        .contains("href=\"#boxOffice.hours\"");
    var mended = new HashMap<>(typed);
    mended.put("refunds.hoursBefore", "72");
    mended.put("boxOffice.hours", "720");
    price(event, path, mended, 303);
    assertThat(catalog.event(event.id()).orElseThrow().policies())
        .isEqualTo(
            new Policies(
                Policies.LatePayment.GIVE_BACK,
                new RefundPolicy(72, true, false),
                new BoxOfficePolicy(720)));
    browser().get(path).then().body(containsString("value=\"72\""));
    form()
        .formParams(mended)
        .formParam("version", event.version())
        .post(path)
        .then()
        .statusCode(409);
  }

  @Test
  void presales_prices_by_date_and_questions_are_kept_one_at_a_time() {
    Event event = withFloor("Phased");
    String path = "/office/events/" + event.id();
    Map<String, String> phase =
        Map.of(
            "name",
            "Fans & friends",
            "from",
            times(event.saleOpensAt().minusSeconds(7_200)),
            "until",
            times(event.saleOpensAt().minusSeconds(3_600)),
            "codes",
            "fanclub\r\nfriends");
    price(event, path + "/presales", phase, 303);
    Map<String, String> reversed = new HashMap<>(phase);
    reversed.put("name", "Late");
    reversed.put("from", times(event.saleOpensAt()));
    assertThat(price(event, path + "/presales", reversed, 422)).contains("href=\"#until\"");
    browser()
        .queryParam("name", "Fans & friends")
        .get(path + "/presales")
        .then()
        .statusCode(200)
        .body(containsString("FANCLUB"), containsString("with one of 2 codes"));
    price(event, path + "/presales", Map.of("old", "Fans & friends", "action", "remove"), 303);
    Map<String, String> change =
        Map.of("what", "0.p1", "from", "2030-06-01T00:00", "price", "9,50");
    price(event, path + "/price-changes", change, 303);
    assertThat(price(event, path + "/price-changes", change, 422)).contains("href=\"#from\"");
    price(event, path + "/price-changes/removal", Map.of("index", "0"), 303);
    Map<String, String> question =
        Map.of("label", "Diet", "kind", "choice", "per", "ticket", "choices", "Meat\r\nNone");
    price(event, path + "/questions", question, 303);
    assertThat(price(event, path + "/questions", question, 422)).contains("href=\"#label\"");
    price(event, path + "/questions/names", Map.of("names", "required"), 303);
    browser().get(path + "/questions?id=1").then().body(containsString("Meat, None"));
    browser().get(path + "/tickets").then().statusCode(200);
    browser().get(path + "/orders/attendees.csv").then().statusCode(200);
    Event now = catalog.event(event.id()).orElseThrow();
    assertThat(now.presales().phases()).isEmpty();
    assertThat(now.priceChanges().changes()).isEmpty();
    assertThat(now.questionnaire().questions()).hasSize(1);
  }

  private static String times(Instant instant) {
    return instant.atZone(ZoneId.of("Europe/Vienna")).toLocalDateTime().withNano(0).toString();
  }

  @Test
  void taxes_by_country_are_kept_in_percent() {
    form()
        .formParams(Map.of("taxes[0].country", "at", "taxes[0].name", "USt", "taxes[0].rate", "x"))
        .post("/office/settings/taxes")
        .then()
        .statusCode(422)
        .body(containsString("href=\"#taxes[0].rate\""));
    form()
        .formParams(
            Map.of("taxes[1].country", "us", "taxes[1].name", "USt", "taxes[1].rate", "13,5"))
        .post("/office/settings/taxes")
        .then()
        .statusCode(303);
    assertThat(catalog.taxDefaults()).containsExactly(new TaxDefault("US", "USt", 1350, true));
    assertThat(create("Taxed").priceList().tax()).isEqualTo(new PriceList.Tax("USt", 1350, true));
    catalog.setTaxDefaults(List.of());
  }

  private Event withFloor(String name) {
    Event event = create(name);
    catalog.setPools(
        event.id(), event.version(), List.of(new PoolDetails(null, "Floor", 90, 1250L)));
    return event;
  }

  private String price(Event event, String path, Map<String, String> fields, int status) {
    long version = catalog.event(event.id()).orElseThrow().version();
    return form()
        .formParams(fields)
        .formParam("version", version)
        .post(path)
        .then()
        .statusCode(status)
        .extract()
        .asString();
  }

  private RequestSpecification browser() {
    return organiser.browser();
  }

  private RequestSpecification form() {
    return organiser.form();
  }

  /** As browsers send a form with a file. */
  private HttpResponse<String> upload(
      String path, Map<String, String> fields, String file, byte[] content) throws Exception {
    var body = new ByteArrayOutputStream();
    for (var field : fields.entrySet()) {
      body.write(
          bytes(
              "--cut\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                  .formatted(field.getKey(), field.getValue())));
    }
    body.write(
        bytes(
            "--cut\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"file\"\r\n\r\n"
                .formatted(file)));
    body.write(content);
    body.write(bytes("\r\n--cut--\r\n"));
    var request =
        HttpRequest.newBuilder(URI.create(server.toString()).resolve(path))
            .header("Content-Type", "multipart/form-data; boundary=cut")
            .header("Cookie", Sessions.COOKIE + "=" + organiser.cookie())
            .header("Accept", "text/html")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> venue(String name) {
    return Map.of(
        "name",
        name,
        "address",
        "Ring 1",
        "city",
        "Wien",
        "country",
        "AT",
        "timeZone",
        "Europe/Vienna");
  }

  private String createVenue(String zone) {
    VenueChange change = catalog.createVenue(new VenueDetails("Hall", "", "City", "US", zone));
    return Long.toString(((VenueChange.Saved) change).venue().id());
  }

  private static Map<String, String> event(String name, String venue) {
    return Map.of(
        "name",
        name,
        "description",
        "",
        "venue",
        venue,
        "startsAt",
        "2030-06-01T19:30",
        "saleOpensAt",
        "2029-01-01T10:00",
        "saleClosesAt",
        "2030-06-01T19:30",
        "holdTime",
        "10",
        "paymentTime",
        "15",
        "limitPerCustomer",
        "8",
        "currency",
        "EUR");
  }

  private Event create(String name) {
    var form = new Form(event(name, createVenue("Europe/Vienna")));
    EventDetails details = EventForm.details(form, catalog.venues(null, 100).items());
    var created = (EventCreation.Created) catalog.create(details);
    return created.event();
  }

  private static ByteArrayInputStream plan() {
    return new ByteArrayInputStream(PLAN.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] png() throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(30, 40, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }
}
