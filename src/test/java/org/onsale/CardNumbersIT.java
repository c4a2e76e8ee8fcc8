package org.onsale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody types the number of a card wherever a client of the shop can send something. */
class CardNumbersIT {
  private static final List<String> CARD = List.of("4242424242424242", "4242 4242 4242 4242");
  private static final String BUYER = "Scanned Buyer";

  @Test
  void no_card_number_comes_into_the_database_or_the_logs(@TempDir Path data) throws IOException {
    String output;
    try (RunningOnsale onsale = RunningOnsale.startWithDemo(data)) {
      CARD.forEach(card -> typeEverywhere(onsale, card));
      onsale.close();
      output = onsale.output();
    }
    assertThat(filesWith(data, BUYER)).as("what is stored is found").isNotEmpty();
    for (String card : CARD) {
      assertThat(filesWith(data, card)).isEmpty();
      assertThat(output).doesNotContain(card);
    }
  }

  private static void typeEverywhere(RunningOnsale onsale, String card) {
    String event = "/api/v1/events/nightshift";
    UUID hold = UUID.randomUUID();
    String path = event + "/holds/" + hold;
    expect(201, onsale.send("PUT", path, "{\"pools\": [{\"id\": 1, \"quantity\": 1}]}"));
    expect(422, onsale.send("PUT", path, "{\"accessCode\": \"" + card + "\"}"));
    expect(422, order(onsale, hold, card, "ada@example.org", "Ada"));
    expect(422, order(onsale, hold, BUYER, "4242424242424242@example.org", "Ada"));
    expect(422, order(onsale, hold, BUYER, "ada@example.org", card));
    HttpResponse<String> placed = order(onsale, hold, BUYER, "ada@example.org", "Ada");
    expect(201, placed);
    String payments = "/api/v1/orders/" + member("code", placed.body()) + "/payments";
    String secret = member("secret", placed.body());
    String payment = "{\"secret\": \"%s\", \"method\": \"%s\", \"outcome\": \"%s\"%s}";
    expect(422, onsale.send("POST", payments, payment.formatted(secret, card, "approve", "")));
    expect(422, onsale.send("POST", payments, payment.formatted(secret, "sandbox", card, "")));
    expect(404, onsale.send("POST", payments, payment.formatted(card, "sandbox", "approve", "")));
    String more = ", \"card\": {\"number\": \"" + card + "\", \"cvc\": \"123\"}";
    expect(422, onsale.send("POST", payments, payment.formatted(secret, "sandbox", "a", more)));
    onsale.send("POST", payments, "{\"number\": \"" + card);
    onsale.get("/api/v1/orders/" + card.replace(' ', '+') + "?secret=" + card.replace(' ', '+'));
    onsale.send("POST", payments, "{}", "X-Card", card, "Idempotency-Key", card);
    expect(200, onsale.send("POST", payments, payment.formatted(secret, "sandbox", "approve", "")));
  }

  private static HttpResponse<String> order(
      RunningOnsale onsale, UUID hold, String name, String email, String attendee) {
    return onsale.send(
        "POST",
        "/api/v1/orders",
        """
        {"event": "nightshift", "holdId": "%s",
         "buyer": {"name": "%s", "email": "%s"}, "attendees": ["%s"]}
        """
            .formatted(hold, name, email, attendee));
  }

  private static void expect(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  private static String member(String name, String json) {
    var matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    assertThat(matcher.find()).as(json).isTrue();
    return matcher.group(1);
  }

  /** Tables, write-ahead log, logs of PostgreSQL: whatever there is, byte by byte. */
  private static List<Path> filesWith(Path folder, String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> has(file, text)).toList();
    }
  }

  private static boolean has(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}
