package org.onsale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.RunningOnsale.json;
import static org.onsale.platform.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onsale.RunningOnsale.Ended;

/** 200 buyers at once, over HTTP against the packaged application, want the same 50 seats. */
class BuyersIT {
  private static final String EVENT = "the-tempest";
  private static final int BUYERS = 200;
  private static final int SEATS = 50;

  @Test
  void exactly_the_seats_are_sold_and_every_loser_is_told_which_were_gone(@TempDir Path data) {
    try (var onsale = RunningOnsale.startWithDemo(data)) {
      Set<Integer> sold = ConcurrentHashMap.newKeySet();
      List<String> wrong = new ArrayList<>();
      buyers(
          buyer -> {
            for (int seat : shuffled()) {
              HttpResponse<String> hold = hold(onsale, UUID.randomUUID(), seat);
              if (hold.statusCode() == 409) {
                JsonNode problem = json(hold);
                if (!problem.path("seats").toString().equals("[" + seat + "]")
                    || !problem.path("type").asText().equals("/problems/seats-lost")) {
                  note(wrong, hold.body());
                }
              } else if (hold.statusCode() == 201) {
                String holdId = json(hold).path("holdId").asText();
                if (!buy(onsale, holdId, buyer).equals("paid") || !sold.add(seat)) {
                  note(wrong, "seat " + seat + " was sold twice or not paid");
                }
                return;
              } else {
                note(wrong, hold.statusCode() + " " + hold.body());
              }
            }
          });
      assertThat(wrong).isEmpty();
      assertThat(sold).hasSize(SEATS);
      assertClean(data);
    }
  }

  @Test
  void nothing_acknowledged_is_lost_when_the_application_is_killed(@TempDir Path data)
      throws Exception {
    Map<String, String> acknowledged = new ConcurrentHashMap<>();
    try (var onsale = RunningOnsale.startWithDemo(data)) {
      CompletableFuture<Void> killer =
          CompletableFuture.runAsync(
              () -> {
                while (acknowledged.size() < SEATS / 5) {
                  Thread.onSpinWait();
                }
                onsale.kill();
              },
              CompletableFuture.delayedExecutor(0, TimeUnit.MILLISECONDS));
      buyers(
          buyer -> {
            try {
              for (int seat : shuffled()) {
                HttpResponse<String> hold = hold(onsale, UUID.randomUUID(), seat);
                if (hold.statusCode() == 201) {
                  String holdId = json(hold).path("holdId").asText();
                  JsonNode order = order(onsale, holdId, buyer);
                  if (pay(onsale, order).statusCode() == 200) {
                    acknowledged.put(order.path("code").asText(), order.path("secret").asText());
                  }
                  return;
                }
              }
            } catch (UncheckedIOException e) {
              // The server was killed under this buyer: it never got an answer.
            }
          });
      killer.get(60, TimeUnit.SECONDS);
    }
    try (var onsale = RunningOnsale.startWithDemo(data)) {
      for (var order : acknowledged.entrySet()) {
        HttpResponse<String> answer =
            onsale.get("/api/v1/orders/" + order.getKey() + "?secret=" + order.getValue());
        JsonNode view = json(answer);
        assertThat(view.path("status").asText()).isEqualTo("paid");
        assertThat(view.path("tickets")).hasSize(1);
      }
      assertThat(acknowledged.size()).isGreaterThanOrEqualTo(SEATS / 5);
      awaitRecovery(onsale);
      assertThat(chargedWithoutTickets(onsale)).isZero();
      assertClean(data);
    }
  }

  private interface Buyer {
    void shop(int number) throws Exception;
  }

  private static void buyers(Buyer buyer) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> all =
          IntStream.range(0, BUYERS)
              .mapToObj(
                  number ->
                      CompletableFuture.runAsync(
                          () -> {
                            try {
                              buyer.shop(number);
                            } catch (RuntimeException e) {
                              throw e;
                            } catch (Exception e) {
                              throw new IllegalStateException(e);
                            }
                          },
                          threads))
              .toList();
      all.forEach(CompletableFuture::join);
    }
  }

  private static int[] shuffled() {
    List<Integer> seats = new ArrayList<>(IntStream.range(0, SEATS).boxed().toList());
    Collections.shuffle(seats, ThreadLocalRandom.current());
    return seats.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void note(List<String> wrong, String what) {
    synchronized (wrong) {
      wrong.add(what);
    }
  }

  private static HttpResponse<String> hold(RunningOnsale onsale, UUID id, int seat) {
    return onsale.send(
        "PUT", "/api/v1/events/" + EVENT + "/holds/" + id, "{\"seats\":[" + seat + "]}");
  }

  private static JsonNode order(RunningOnsale onsale, String holdId, int buyer) {
    String body =
        """
        {"event": "%s", "holdId": "%s", "buyer": {"name": "Ada", "email": "b%d@example.org"}}
        """
            .formatted(EVENT, holdId, buyer);
    HttpResponse<String> answer =
        onsale.send("POST", "/api/v1/orders", body, "Idempotency-Key", holdId);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  private static HttpResponse<String> pay(RunningOnsale onsale, JsonNode order) {
    String body =
        "{\"secret\": \"%s\", \"method\": \"sandbox\", \"outcome\": \"approve\"}"
            .formatted(order.path("secret").asText());
    String path = "/api/v1/orders/" + order.path("code").asText() + "/payments";
    return onsale.send("POST", path, body, "Idempotency-Key", "first");
  }

  private static String buy(RunningOnsale onsale, String holdId, int buyer) {
    HttpResponse<String> paid = pay(onsale, order(onsale, holdId, buyer));
    return paid.statusCode() == 200 ? json(paid).path("status").asText() : paid.body();
  }

  private static void assertClean(Path data) {
    Ended audit = RunningOnsale.command("verify", "--data", data.toString());
    assertThat(audit.exit()).as(audit.output()).isZero();
  }

  /** Recovery looks at an unfinished payment 20 s after its last step. */
  private static void awaitRecovery(RunningOnsale onsale) {
    String open =
        "SELECT count(*) FROM payment WHERE status IN ('started', 'authorised', 'voiding')";
    eventually()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> count(onsale, open) == 0);
  }

  private static long chargedWithoutTickets(RunningOnsale onsale) throws SQLException {
    return count(
        onsale,
        """
        SELECT count(*)
          FROM sandbox_payment
         WHERE status IN ('authorised', 'captured')
           AND NOT EXISTS (SELECT 1
                             FROM customer_order JOIN ticket
                               ON ticket.event_id = customer_order.event_id
                              AND ticket.order_code = customer_order.code
                            WHERE customer_order.status = 'paid'
                              AND ticket.status = 'valid'
                              AND split_part(sandbox_payment.key, '/', 1) = customer_order.code)
        """);
  }

  private static long count(RunningOnsale onsale, String sql) throws SQLException {
    DatabaseAddress address = onsale.database();
    try (var connection =
            DriverManager.getConnection(address.url(), address.user(), address.password());
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
