package org.onsale.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.onsale.identity.Tokens;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;

/** Sets the stage over the organisers' API: a hall, and the events that go on sale in it. */
final class Stage {
  static final int ROWS = 40;
  static final int SEATS_PER_ROW = 40;
  static final int SEATS = ROWS * SEATS_PER_ROW;
  static final int POOL = 1;
  static final int LIMIT_PER_CUSTOMER = 8;

  /** Short, so that buyers who stop and nodes that freeze come too late. */
  static final Duration HOLD_TIME = Duration.ofSeconds(8);

  static final Duration PAYMENT_TIME = Duration.ofSeconds(10);

  private static final int POOL_PLACES = 400;
  private static final String FEES =
      """
      {"version": %d, "fees": [{"name": "Booking fee", "per": "ticket", "value": 125},
                               {"name": "Handling", "per": "order", "value": 240}]}
      """;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Node node;
  private final HttpClient http;
  private final Database database;
  private final Tokens tokens;
  private final String organiser;
  private final Clock clock;

  /**
   * An event on sale.
   *
   * @param gates a token for each of its gates
   * @param organiser a token of its organiser
   * @param policy by which its buyers may give tickets back
   */
  record Sale(long event, List<String> gates, String organiser, Policy policy) {}

  /** What buyers who give tickets back get, and whether they may give back single ones. */
  record Policy(boolean withFees, boolean singleTickets) {}

  /** One after the other, so that each has its sale in a long rehearsal. */
  private static final List<Policy> POLICIES =
      List.of(new Policy(false, true), new Policy(true, true), new Policy(false, false));

  Stage(Node node, HttpClient http, Database database, Clock clock) {
    this.node = node;
    this.http = http;
    this.database = database;
    this.clock = clock;
    this.tokens = new Tokens(database, clock);
    this.organiser = tokens.issueOrganiser("prove");
  }

  /** Events on sale, each with {@code gates} gates. */
  List<Sale> set(int events, int gates) {
    allowShortTimes();
    String venue =
        send(
                "POST",
                "venues",
                """
                {"name": "Hall", "city": "Bergen", "country": "NO", "timeZone": "Europe/Oslo"}
                """)
            .path("id")
            .asText();
    long plan = send("POST", "plans", plan()).path("plan").asLong();
    List<Sale> sales = new ArrayList<>();
    for (int number = 1; number <= events; number++) {
      sales.add(sale(number, venue, plan, gates));
    }
    return sales;
  }

  /** The schema lets no organiser give buyers less than a minute; a rehearsal has not so long. */
  private void allowShortTimes() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    ALTER TABLE event
                      DROP CONSTRAINT event_hold_seconds_check,
                      DROP CONSTRAINT event_payment_seconds_check
                    """));
  }

  private Sale sale(int number, String venue, long plan, int gates) {
    Instant now = clock.instant();
    String event =
        send(
                "POST",
                "events",
                """
                {"name": "Night %d", "venue": "%s", "startsAt": "%s", "saleOpensAt": "%s",
                 "saleClosesAt": "%s", "holdSeconds": 60, "paymentSeconds": 60,
                 "limitPerCustomer": %d, "currency": "EUR"}
                """
                    .formatted(
                        number,
                        venue,
                        now.plus(Duration.ofDays(30)),
                        now.minus(Duration.ofHours(1)),
                        now.plus(Duration.ofDays(29)),
                        LIMIT_PER_CUSTOMER))
            .path("id")
            .asText();
    long id = Long.parseLong(event);
    shorten(id);
    String path = "events/" + event;
    send(
        "PUT",
        path + "/plan",
        """
        {"version": %d, "plan": %d, "planVersion": 1,
         "prices": [{"category": 1, "price": 4550}, {"category": 2, "price": 2999}]}
        """
            .formatted(version(path), plan));
    send(
        "PUT",
        path + "/pools",
        """
        {"version": %d, "pools": [{"name": "Standing", "capacity": %d, "price": 1500}]}
        """
            .formatted(version(path), POOL_PLACES));
    Policy policy = POLICIES.get((number - 1) % POLICIES.size());
    send("PUT", path + "/pricing", FEES.formatted(version(path)));
    send(
        "PUT",
        path + "/policies",
        """
        {"version": %d,
         "refunds": {"hoursBefore": 24, "withFees": %s, "singleTickets": %s}}
        """
            .formatted(version(path), policy.withFees(), policy.singleTickets()));
    send("PUT", path + "/publication", "");
    List<String> tokensOfGates = new ArrayList<>();
    for (int gate = 1; gate <= gates; gate++) {
      tokensOfGates.add(tokens.issueGate(new EventId(id), "gate " + gate));
    }
    return new Sale(id, List.copyOf(tokensOfGates), organiser, policy);
  }

  private long version(String path) {
    return send("GET", path, "").path("version").asLong();
  }

  /** Before any node has read the event. */
  private void shorten(long event) {
    String sql =
        """
        UPDATE event
           SET hold_seconds = :hold, payment_seconds = :payment
         WHERE event_id = :event
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("hold", HOLD_TIME.toSeconds())
                    .bind("payment", PAYMENT_TIME.toSeconds())
                    .bind("event", event)
                    .execute());
  }

  private JsonNode send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(node.uri("/api/v1/organiser/" + path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + organiser)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(
            method + " " + path + ": " + response.statusCode() + " " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A plain hall, of the better category in front. */
  private static String plan() {
    var json = new StringBuilder();
    json.append(
        """
        {"name": "Hall",
         "categories": [{"name": "Front", "color": "#7048e8"}, {"name": "Back", "color": "#0ca678"}],
         "zones": [{"name": "Floor", "position": {"x": 0, "y": 0}, "rows": [
        """);
    for (int row = 1; row <= ROWS; row++) {
      json.append(row == 1 ? "" : ",");
      json.append(
          """
          {"row_number": "%d", "row_number_position": "both", "position": {"x": 0, "y": %d},
           "seats": [
          """
              .formatted(row, row * 20));
      for (int seat = 1; seat <= SEATS_PER_ROW; seat++) {
        json.append(seat == 1 ? "" : ",");
        json.append(
            """
            {"seat_guid": "%d-%d", "seat_number": "%d", "category": "%s",
             "position": {"x": %d, "y": 0}}
            """
                .formatted(row, seat, seat, row <= ROWS / 2 ? "Front" : "Back", seat * 10));
      }
      json.append("]}");
    }
    return json.append("]}]}").toString();
  }
}
