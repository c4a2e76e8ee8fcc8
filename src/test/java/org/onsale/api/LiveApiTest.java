package org.onsale.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.onsale.platform.Eventually.eventually;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.demo.Demo;
import org.onsale.inventory.Availability;
import org.onsale.inventory.Command;
import org.onsale.inventory.HoldOutcome;
import org.onsale.inventory.Inventory;
import org.onsale.inventory.SeatStatus;
import org.onsale.platform.EventId;
import org.onsale.platform.Problem;
import org.onsale.platform.RunningDatabase;

@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class LiveApiTest {
  private static final String STADIUM = "/api/v1/events/harbour-cup-final";
  private static final String THEATRE = "/api/v1/events/the-tempest";

  /** Seats of the stadium that change in each tick that the slow reader misses: 4 KB. */
  private static final int MANY = 500;

  private static final int ROUNDS = 25;

  private static HttpClient http;

  @Inject Demo demo;
  @Inject Catalog catalog;
  @Inject Inventory inventory;
  @Inject Audiences audiences;

  @BeforeAll
  static void open() {
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void close() {
    http.close();
  }

  @BeforeEach
  void load() {
    if (catalog.eventByIdOrSlug("the-tempest").isEmpty()) {
      demo.load();
    }
  }

  @Test
  void the_availability_is_answered_once_and_then_by_its_tag() throws Exception {
    HttpResponse<byte[]> plain = get(STADIUM + "/availability", "Accept-Encoding", "identity");
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(header(plain, "Cache-Control")).isEqualTo("no-cache");
    assertThat(header(plain, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(JsonPath.from(new String(plain.body())).getInt("planVersion")).isEqualTo(1);

    HttpResponse<byte[]> packed = packed(STADIUM + "/availability");
    assertThat(header(packed, "ETag")).isNotEqualTo(header(plain, "ETag"));
    assertThat(packed.body().length).isLessThan(plain.body().length);
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
    }
    for (String tag : List.of(header(plain, "ETag"), header(packed, "ETag"))) {
      HttpResponse<byte[]> known = get(STADIUM + "/availability", "If-None-Match", tag);
      assertThat(known.statusCode()).isEqualTo(304);
      assertThat(known.body()).isEmpty();
      assertThat(header(known, "ETag")).isEqualTo(tag);
    }
  }

  /** A busy answer goes out plain while the budget for compression rests. */
  private static HttpResponse<byte[]> packed(String path) throws Exception {
    return eventually()
        .until(
            () -> get(path, "Accept-Encoding", "br, gzip;q=0.9"),
            answer -> answer.headers().firstValue("Content-Encoding").isPresent());
  }

  @Test
  void a_buyer_who_asks_after_its_hold_sees_it() throws Exception {
    for (int seat = 0; seat < 50; seat++) {
      HttpResponse<byte[]> before = get(THEATRE + "/availability", "Accept-Encoding", "gzip");
      assertThat(before.statusCode()).isEqualTo(200);
      take(theatre(), List.of(seat));
      JsonPath now =
          JsonPath.from(
              new String(get(THEATRE + "/availability", "Accept-Encoding", "identity").body()));
      byte[] seats = Base64.getDecoder().decode(now.getString("seats"));
      assertThat(seats[seat >> 2] >> ((seat & 3) << 1) & 3).isEqualTo(SeatStatus.HELD);
    }
  }

  @Test
  void a_draft_is_not_there_and_other_methods_are_not_allowed() {
    Event event = catalog.eventByIdOrSlug("nightshift").orElseThrow();
    catalog.setStatus(event.id(), event.version(), Event.Status.DRAFT);
    for (String path : List.of("/availability", "/live")) {
      for (String reference : List.of("nightshift", event.id().toString(), "0", "no-such")) {
        given()
            .get("/api/v1/events/" + reference + path)
            .then()
            .statusCode(404)
            .contentType(startsWith(Problem.MEDIA_TYPE))
            .body("type", equalTo("/problems/not-found"))
            .body("detail", equalTo("There is no such event."));
      }
      given()
          .post(THEATRE + path)
          .then()
          .statusCode(405)
          .header("Allow", startsWith("GET"))
          .body("type", equalTo("/problems/method-not-allowed"));
    }
    given().head(THEATRE + "/availability").then().statusCode(200).header("ETag", notNullValue());
  }

  @Test
  void a_viewer_goes_on_from_its_last_event_id_with_all_it_missed_in_one_message() {
    long before = await(inventory.availability(theatre())).version();
    List<UUID> holds =
        IntStream.range(100, 105).mapToObj(s -> take(theatre(), List.of(s))).toList();
    awaitTick(theatre(), before);
    await(inventory.ask(theatre(), new Command.Release(holds.getFirst(), null)));
    long after = await(inventory.availability(theatre())).version();
    awaitTick(theatre(), after - 1);
    try (var viewer = live(THEATRE, Long.toString(before))) {
      viewer.readUntil(after);
      assertThat(viewer.messages).isEqualTo(1);
      assertThat(viewer.resets).isZero();
      assertThat(viewer.seats)
          .containsEntry(100, (int) SeatStatus.FREE)
          .containsEntry(104, (int) SeatStatus.HELD);
      take(theatre(), List.of(110));
      viewer.readMessage();
      assertThat(viewer.seats).containsEntry(110, (int) SeatStatus.HELD);
    }
  }

  @Test
  void a_viewer_whose_version_cannot_be_followed_begins_anew() {
    for (String version : List.of("nonsense", "-7", "999999999999")) {
      try (var viewer = live(THEATRE, version)) {
        viewer.readMessage();
        assertThat(viewer.resets).isEqualTo(1);
      }
    }
  }

  @Test
  void a_slow_reader_gets_one_message_of_all_it_has_missed_and_nothing_is_queued_for_it() {
    EventId event = catalog.eventByIdOrSlug("harbour-cup-final").orElseThrow().id();
    List<Integer> seats = IntStream.range(40_000, 40_000 + MANY).boxed().toList();
    try (var slow = live(STADIUM, "")) {
      long sent = 0;
      for (int round = 0; round < ROUNDS; round++) {
        UUID hold = take(event, seats);
        sent += awaitTick(event, await(inventory.availability(event)).version() - 1);
        await(inventory.ask(event, new Command.Release(hold, null)));
        sent += awaitTick(event, await(inventory.availability(event)).version() - 1);
      }
      take(event, seats.subList(0, MANY / 2));
      Availability last = await(inventory.availability(event));
      awaitTick(event, last.version() - 1);
      long before = slow.bytes();
      slow.readUntil(last.version());

      assertThat(slow.resets).isZero();
      seats.forEach(seat -> assertThat(slow.seats).containsEntry(seat, (int) last.status(seat)));
      // What was in the line (two buffers of the kernel, one of ours) and the message of the rest.
      assertThat(slow.bytes() - before).isLessThan(sent / 2);
      assertThat(slow.messages).isLessThan(ROUNDS);
    }
  }

  @Test
  void beyond_the_limit_viewers_are_told_to_come_again() {
    var taken = new AtomicInteger();
    try {
      HttpResponse<String> refused =
          eventually()
              .until(
                  () -> {
                    while (audiences.admit()) {
                      taken.incrementAndGet();
                    }
                    return refusal();
                  },
                  Objects::nonNull);
      assertThat(header(refused, "Retry-After")).isNotNull();
      assertThat(JsonPath.from(refused.body()).getString("type")).isEqualTo("/problems/busy");
    } finally {
      EventId nobodys = new EventId(Long.MAX_VALUE);
      IntStream.range(0, taken.get()).forEach(i -> audiences.left(nobodys));
    }
    try (var viewer = live(THEATRE, "-1")) {
      viewer.readMessage();
    }
  }

  /** Null when there is a place, which a viewer of an earlier test has left only now. */
  private static @Nullable HttpResponse<String> refusal() throws Exception {
    HttpResponse<String> answer =
        get(
            THEATRE + "/live",
            // What is admitted never ends.
            head ->
                head.statusCode() == 503
                    ? BodySubscribers.ofString(StandardCharsets.UTF_8)
                    : BodySubscribers.replacing(""),
            "Accept",
            "text/event-stream");
    return answer.statusCode() == 503 ? answer : null;
  }

  private EventId theatre() {
    return catalog.eventByIdOrSlug("the-tempest").orElseThrow().id();
  }

  private UUID take(EventId event, List<Integer> seats) {
    var hold =
        new Command.TakeHold(
            UUID.randomUUID(), seats, null, List.of(), null, Duration.ofMinutes(10));
    assertThat(await(inventory.ask(event, hold))).isInstanceOf(HoldOutcome.Held.class);
    return hold.id();
  }

  /** Waits until the tick has ended that tells of what came after a version; how long it is. */
  private int awaitTick(EventId event, long since) {
    var frame = eventually().until(() -> inventory.missed(event, since), Objects::nonNull);
    return frame.bytes().remaining();
  }

  private static <A> A await(CompletionStage<A> answer) {
    return answer.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static LiveReader live(String event, String lastEventId) {
    return new LiveReader(RestAssured.port, event + "/live", lastEventId);
  }

  private static HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    return get(path, BodyHandlers.ofByteArray(), headers);
  }

  private static <B> HttpResponse<B> get(String path, BodyHandler<B> body, String... headers)
      throws IOException, InterruptedException {
    URI address = URI.create("http://localhost:" + RestAssured.port + path);
    return http.send(HttpRequest.newBuilder(address).headers(headers).build(), body);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }
}
