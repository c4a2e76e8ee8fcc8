package org.onsale.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.identity.SignedIn;
import org.onsale.notifications.Message;
import org.onsale.notifications.Purchase;
import org.onsale.platform.Database;
import org.onsale.platform.RunningDatabase;
import org.onsale.webhooks.Endpoints;

/**
 * Whoever reads German finds no English left on a page of the office: each page is looked at empty,
 * filled, and refusing what was typed.
 */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class GermanPagesTest {
  /** Words that English can hardly do without, and that are none in German. */
  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\b(the|and|of|is|are|with|for|you|your|have|has|this|that|from|not|been|their|them|they"
              + "|who|what|when|where|which|nothing|nobody|no|yes|to|at|by|on|or|it|its|be|can|will"
              + "|new|none|row|rows|seat|order|orders|save|remove|send|price|prices|seats|place|places|sale"
              + "|buyer|buyers|event|events|free|sold|left|each|every|must|choose|leave|until|since"
              + "|waiting|change|yet|more|only|begins|ends|settings|given|back|tickets? was)\\b",
          Pattern.CASE_INSENSITIVE);

  /** What people or machines wrote, and what is in another language by its nature. */
  private static final Pattern AS_IT_IS =
      Pattern.compile(
          "(?s)<(script|style|pre|code|textarea|svg|title)\\b.*?</\\1>|srcdoc=\"[^\"]*\""
              + "|<h1[^>]*>[^<]*|class=\"address\">[^<]*|Eines von: [^<]*|\\b[a-z]+\\.[a-z]+\\b"
              + "|<a href=\"/office/[^\"]*/[^/\"]*[0-9][^/\"]*\">[^<]*"
              + "|<td data-label=\"Veranstaltung\">[^<]*"
              + "|<option value=\"[A-Z0-9][^>]*>[^<]*|The Tempest|\\bBack\\b"
              + "|Your tickets for [^<]*|\\{\\w+}");

  private static final Pattern SPOKEN =
      Pattern.compile(
          "(?:aria-label|placeholder|data-label|title|alt)=\"([^\"]*)\"|>([^<]*[\\p{L}][^<]*)<");

  @Inject SignedIn organiser;
  @Inject Catalog catalog;
  @Inject Purchase purchase;
  @Inject Endpoints endpoints;
  @Inject Database database;

  /** Other tests share the database. */
  @AfterEach
  void removeWebhooks() {
    endpoints.list().forEach(endpoints::remove);
  }

  private RequestSpecification browser() {
    return german(organiser.browser());
  }

  private RequestSpecification form() {
    return german(organiser.form());
  }

  private static RequestSpecification german(RequestSpecification reader) {
    return reader.header("Accept-Language", "de,en;q=0.5");
  }

  private Response look(String path) {
    return inGerman(path, browser().get(path), 200);
  }

  private Response send(String path, Map<String, ?> fields, int status) {
    Response answer = form().formParams(fields).post(path);
    return inGerman(path + " with " + fields, answer, status);
  }

  private static Response inGerman(String what, Response answer, int status) {
    String page = answer.asString();
    assertThat(answer.statusCode()).as("%s: %s", what, page).isEqualTo(status);
    if (status != 303) {
      assertThat(page)
          .as(what)
          .contains("<html lang=\"de\"")
          .doesNotContain("NOT_FOUND", "{common:", "{sale:", "{messages:", "{house:");
      assertThat(english(page)).as("English on %s", what).isEmpty();
    }
    return answer;
  }

  private static List<String> english(String page) {
    return SPOKEN
        .matcher(AS_IT_IS.matcher(page).replaceAll(""))
        .results()
        .map(GermanPagesTest::words)
        .filter(words -> ENGLISH.matcher(words).find())
        .toList();
  }

  private static String words(MatchResult spoken) {
    return (spoken.group(1) == null ? spoken.group(2) : spoken.group(1)).strip();
  }

  private Map<String, Object> at(Event event, Map<String, ?> fields) {
    var all = new LinkedHashMap<String, Object>(fields);
    all.put("version", catalog.event(event.id()).orElseThrow().version());
    return all;
  }

  @Test
  void english_would_be_seen() {
    assertThat(english("<p title=\"Alles\">Nothing here</p>")).containsExactly("Nothing here");
    assertThat(english("<button aria-label=\"Send again\">Ja</button>"))
        .containsExactly("Send again");
    assertThat(english("<p>Was nun, so warm?</p><pre>the mail</pre>")).isEmpty();
  }

  @Test
  void prices_presales_and_questions() {
    Event event = purchase.event("Preise");
    String path = "/office/events/" + event.id();
    look(path + "/pricing");
    send(path + "/pricing/types", at(event, Map.of("name", "", "prices.p1", "x")), 422);
    send(
        path + "/pricing/types",
        at(
            event,
            Map.of("name", "Kind", "prices.p1", "4,50", "minPerOrder", "1", "maxPerOrder", "4")),
        303);
    send(
        path + "/pricing/fees",
        at(event, Map.of("fees[0].name", "Porto", "fees[0].per", "x", "fees[0].value", "y")),
        422);
    for (String kind : List.of("percent", "amount", "fixed", "opens")) {
      var code = Map.of("code", kind, "kind", kind, "value", "5", "limit", "9", "unlocks.1", "on");
      send(path + "/pricing/codes", at(event, code), 303);
    }
    send(path + "/pricing/codes", at(event, Map.of("code", "?", "from", "bald")), 422);
    assertThat(look(path + "/pricing?type=1&code=PERCENT&done=saved").asString())
        .contains("value=\"4,50\"", "4,50\u00a0€", "mindestens 1, höchstens 4", "Gespeichert.");
    look(path + "/presales");
    send(path + "/presales", at(event, Map.of("name", "", "codes", "abc")), 422);
    look(path + "/price-changes");
    send(path + "/price-changes", at(event, Map.of("what", "", "price", "")), 422);
    var change = Map.of("what", "0.p1", "from", "2031-06-01T00:00", "price", "1.009,50");
    send(path + "/price-changes", at(event, change), 303);
    assertThat(look(path + "/price-changes").asString())
        .contains("1.009,50\u00a0€", "1. Juni 2031");
    look(path + "/questions");
    send(path + "/questions", at(event, Map.of("label", "", "kind", "choice")), 422);
    for (String kind : List.of("text", "long_text", "choice", "yes_no")) {
      var question = Map.of("label", kind, "kind", kind, "per", "ticket");
      var more = kind.equals("choice") ? Map.of("choices", "Rot\nBlau") : Map.<String, String>of();
      var both = new LinkedHashMap<String, String>(question);
      both.putAll(more);
      send(path + "/questions", at(event, both), 303);
    }
    look(path + "/questions?id=1");
  }

  @Test
  void presales_of_an_event_to_come() {
    Event event = purchase.event("Vorverkauf");
    Instant opens = Instant.now().plus(Duration.ofDays(9));
    LocalDateTime local = opens.atZone(event.venue().timeZone()).toLocalDateTime().withNano(0);
    String path = "/office/events/" + event.id() + "/presales";
    var presale =
        Map.of(
            "name", "Freunde",
            "from", local.minusDays(400).toString(),
            "until", local.minusDays(399).toString(),
            "codes", "freunde1\nfreunde2",
            "limitPerCustomer", "2");
    Response answer = form().formParams(at(event, presale)).post(path);
    inGerman(path, answer, answer.statusCode());
    look(path);
  }

  @Test
  void the_days_work() throws Exception {
    look("/office");
    Event event = purchase.event("Betrieb");
    String order = purchase.paid(event, 2, "Ida", "ida.betrieb@example.org").code().value();
    look("/office?q=ida.betrieb@example.org");
    look("/office?q=gibtesnicht");
    String path = "/office/events/" + event.id();
    for (String page :
        List.of("", "/details", "/tickets", "/allocations", "/orders", "/story", "/messages")) {
      look(path + page);
    }
    look(path + "/orders/" + order);
    look(path + "/story?q=" + order);
    send(path + "/allocations", Map.of("kind", "", "label", "", "place.1", "x"), 422);
    var guests = Map.of("kind", "artist", "label", "Ida", "place.1", "3");
    String made = send(path + "/allocations", guests, 303).header("Location");
    look(made.substring(made.indexOf("/office")));
    look(path + "/allocations/1/release");
    send(path + "/details", at(event, Map.of("name", "", "holdTime", "99")), 422);
    for (String page :
        List.of("/office/venues", "/office/venues/new", "/office/events/new", "/office/plans")) {
      look(page);
    }
    look("/office/outbox");
    send("/office/venues", Map.of("name", "", "country", "XX"), 422);
  }

  @Test
  void places() throws Exception {
    Event event = purchase.seated("Plätze");
    String order = purchase.paid(event, List.of(0), "Ida", "ida.reihe@example.org").code().value();
    String path = "/office/events/" + event.id();
    String seat = "Stalls, Reihe 1, Platz 1";
    assertThat(look(path + "/orders/" + order).asString()).contains(seat);
    assertThat(look(path + "/story?q=" + order).asString()).contains(seat);
    assertThat(look(path + "/story?q=" + seat).asString()).contains(seat);
    look(path + "/tickets");
    look("/office?q=ida.reihe@");
    var sold = Map.of("kind", "artist", "label", "Ida", "seats", "Stalls, Reihe 1, 1");
    assertThat(send(path + "/allocations", sold, 422).asString())
        .contains("Stalls, Reihe 1, 1 sind nicht frei");
    var free = Map.of("kind", "artist", "label", "Ida", "seats", "Stalls, Reihe 1, 2");
    String made = send(path + "/allocations", free, 303).header("Location");
    assertThat(look(made.substring(made.indexOf("/office"))).asString())
        .contains("Stalls, Reihe 1, 2");
  }

  @Test
  void what_was_written_down_with_values() throws Exception {
    Event event = purchase.seated("Bücher");
    String order = purchase.paid(event, List.of(0), "Ida", "ida.buch@example.org").code().value();
    String path = "/office/events/" + event.id() + "/orders/" + order;
    database
        .jdbi()
        .useHandle(
            books ->
                books.execute(
                    "UPDATE sandbox_payment SET amount = 900 WHERE key = ?", order + "/1"));
    send("/office/reconciliation/comparisons", Map.of(), 303);
    String found = look("/office/reconciliation").asString();
    assertThat(found)
        .contains(
            "Der Zahlungsanbieter hat 9,00\u00a0€ abgebucht. Bei uns sind 50,00\u00a0€ abgebucht;"
                + " die Bestellung ist bezahlt.");
    Matcher settle = Pattern.compile("/office/reconciliation/[0-9]+/settle").matcher(found);
    assertThat(settle.find()).isTrue();
    send(settle.group(), Map.of(), 303);
    look(path + "/refund?line=1");
    var all = Map.of("key", UUID.randomUUID().toString(), "line.1", "yes", "reason", "Krank.");
    send(path + "/refund", all, 303);
    assertThat(look(path).asString()).contains("erstattet 50,00\u00a0€ für 1 Platz. Krank.");
  }

  @Test
  void policies_postponement_and_cancellation() throws Exception {
    Event event = purchase.event("Bedingungen");
    purchase.paid(event, 1, "Ida", "ida.bedingungen@example.org");
    String path = "/office/events/" + event.id();
    look(path + "/policies");
    var policies = Map.of("refunds", "on", "refunds.hoursBefore", "x", "latePayment", "nie");
    send(path + "/policies", at(event, policies), 422);
    look(path + "/postponement");
    send(path + "/postponement", at(event, Map.of("startsAt", "", "chooseUntil", "")), 422);
    LocalDateTime start = LocalDateTime.now(event.venue().timeZone()).withNano(0).plusYears(9);
    var postponement =
        Map.of("startsAt", start.toString(), "chooseUntil", start.minusYears(8).toString());
    send(path + "/postponement", at(event, postponement), 303);
    look(path + "/postponement?done=postponed");
    look(path + "/cancellation");
    send(path + "/cancellation", Map.of("eventName", "falsch", "reason", "r".repeat(999)), 422);
    send(path + "/cancellation", Map.of("eventName", "Bedingungen", "reason", ""), 303);
    look(path + "/cancellation");
  }

  @Test
  void gates() {
    Event event = purchase.event("Tore");
    String path = "/office/events/" + event.id() + "/gates";
    look(path);
    send(path, Map.of("label", ""), 422);
    send(path, Map.of("label", "Tor 1"), 200);
    String page = look(path).asString();
    Matcher gate = Pattern.compile("/gates/([0-9]+)/revocation").matcher(page);
    assertThat(gate.find()).isTrue();
    send(path + "/" + gate.group(1) + "/revocation", Map.of(), 303);
    look(path + "?done=revoked");
  }

  @Test
  void messages_and_their_words() throws Exception {
    Event event = purchase.event("Post");
    look("/office/events/" + event.id() + "/messages");
    purchase.paid(event, 1, "Ida", "ida.post@example.org");
    Message message = purchase.mail("ida.post@");
    look("/office/outbox/" + message.eventId() + "/" + message.id() + "?done=unprovided");
    String path = "/office/events/" + event.id() + "/messages";
    look(path);
    send(path + "/preview", Map.of(), 422);
    var words = Map.of("subject", "Einlass", "text", "Um sieben.");
    String preview = send(path + "/preview", words, 200).asString();
    Matcher id = Pattern.compile("name=\"id\" value=\"([0-9a-f-]{36})\"").matcher(preview);
    assertThat(id.find()).isTrue();
    var all = new LinkedHashMap<String, String>(words);
    all.put("id", id.group(1));
    String told = send(path, all, 303).header("Location");
    look(told.substring(told.indexOf("/office")));
    look(path);
    look("/office/messages");
    look("/office/messages/payment-failed/mail/de");
    look("/office/messages/reminder-2h/sms/de");
    var wrong = Map.of("subject", "", "text", "{unbekannt}", "action", "save");
    send("/office/messages/own/mail/de", wrong, 422);
  }

  @Test
  void settings_keys_and_books() {
    look("/office/settings");
    send("/office/settings", Map.of("name", "", "country", "XX"), 422);
    send("/office/settings/taxes", Map.of("taxes[0].country", "XX", "taxes[0].rate", "x"), 422);
    look("/office/payment-keys");
    send("/office/payment-keys/stripe", Map.of("secretKey", "x", "webhookSecret", "y"), 422);
    send("/office/payment-keys/paypal", Map.of("clientId", "?", "environment", "nie"), 422);
    look("/office/reconciliation");
    send("/office/reconciliation/comparisons", Map.of(), 303);
    look("/office/reconciliation?done=compared");
  }

  @Test
  void webhooks() {
    look("/office/webhooks");
    send("/office/webhooks", Map.of("url", "http://127.0.0.1/"), 422);
    var described = Map.of("url", "https://onsale.invalid/haken", "type.order.paid", "on");
    String made = send("/office/webhooks", described, 200).asString();
    Matcher path = Pattern.compile("/office/webhooks/[0-9a-f-]{36}").matcher(made);
    assertThat(path.find()).isTrue();
    look("/office/webhooks");
    look(path.group());
    send(path.group() + "/tests", Map.of(), 303);
    String page = look(path.group() + "?done=tested").asString();
    Matcher delivery = Pattern.compile(path.group() + "/deliveries/[0-9]+").matcher(page);
    assertThat(delivery.find()).isTrue();
    look(delivery.group());
    look(path.group() + "?state=failed");
    send(path.group() + "/secrets", Map.of(), 200);
    send(path.group() + "/pause", Map.of(), 303);
    look(path.group() + "?done=paused");
    look(delivery.group());
  }

  @Test
  void the_door() {
    look("/sign-in");
    inGerman("set-up", browser().get("/set-up?token=none"), 410);
    var wrong = Map.of("email", "niemand@example.org", "password", "falsch falsch");
    assertThat(send("/sign-in", wrong, 422).asString())
        .contains("E-Mail-Adresse oder Passwort stimmt nicht.");
  }

  @Test
  void what_goes_wrong() {
    inGerman("an event", browser().get("/office/events/999999/policies"), 404);
    inGerman("no csrf", browser().formParam("name", "x").post("/office/settings"), 403);
    look("/problems");
    look("/problems/hold-spent");
  }
}
