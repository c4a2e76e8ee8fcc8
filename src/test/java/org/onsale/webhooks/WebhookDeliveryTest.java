package org.onsale.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.PostponementDetails;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Order;
import org.onsale.orders.RefundRequest;
import org.onsale.platform.Phrase;
import org.onsale.tickets.Ticket;

class WebhookDeliveryTest {
  private final WebhooksFixture house = new WebhooksFixture();
  private final Receiver receiver = house.receiver;

  @AfterEach
  void close() {
    house.close();
  }

  private Order paid() {
    return house.shop.paidOrder(1);
  }

  private void refund(Order order) {
    house.shop.node.refunds.refund(
        order.code(), new RefundRequest(List.of(), "Ada", "ill"), IdempotencyKey.of("r", "r"));
  }

  @Test
  void what_is_told_is_signed_and_a_forgery_is_found_out() throws Exception {
    var made = house.endpoint("/hook?shop=1");
    Order order = paid();
    house.hear();
    house.send();
    Receiver.Heard heard = receiver.heard.getFirst();
    assertThat(heard.path()).isEqualTo("/hook?shop=1");
    assertThat(heard.timestamp()).isEqualTo(Long.toString(house.clock.instant().getEpochSecond()));
    assertThat(heard.isSignedBy(made.secret())).isTrue();
    assertThat(heard.isSignedBy(Signature.newSecret())).isFalse();
    assertThat(heard.body()).contains("\"type\":\"order.paid\"", order.code().value());
    assertThat(
            new Receiver.Heard(
                    heard.path(),
                    heard.id(),
                    heard.timestamp(),
                    heard.signature(),
                    heard.body().replace("1250", "1"))
                .isSignedBy(made.secret()))
        .isFalse();
    assertThat(house.only().state()).isEqualTo(WebhookDelivery.State.DELIVERED);
    assertThat(house.deliveries.attempts(house.only()).getFirst())
        .returns(200, WebhookAttempt::status)
        .returns("thanks", WebhookAttempt::answer);
  }

  /** Without Redis a node hears of it when what it has in memory is too old. */
  @Test
  void what_another_node_has_changed_this_moment_is_told_as_it_is_now() throws Exception {
    house.endpoint("/");
    Event event = house.shop.event();
    Instant start = event.startsAt().plus(Duration.ofDays(7));
    var details = new PostponementDetails(false, start, start.minus(Duration.ofDays(2)));
    Catalog elsewhere = new Catalog(house.database, Clock.systemUTC());
    assertThat(house.shop.node.catalog.event(event.id())).contains(event);
    elsewhere.postpone(event.id(), event.version(), details);
    house.hear(WebhookType.EVENT_POSTPONED);
    house.send();
    assertThat(receiver.heard.getLast().body())
        .contains("\"startsAt\":\"" + start + "\"", "\"before\"");
  }

  @Test
  void without_an_endpoint_that_wants_it_nothing_is_written() throws Exception {
    paid();
    house.hear();
    house.endpoint("/", WebhookType.EVENT_CANCELLED);
    paid();
    house.hear();
    house.send();
    assertThat(house.all()).isEmpty();
    assertThat(receiver.heard).isEmpty();
  }

  @Test
  void nobody_learns_who_bought_or_gets_in_by_what_is_told() throws Exception {
    house.endpoint("/");
    Order order = paid();
    refund(order);
    house.hear();
    house.send();
    Ticket ticket = house.shop.tickets.of(order.code()).getFirst();
    assertThat(receiver.types()).containsExactly("order.paid", "order.refunded");
    assertThat(receiver.heard)
        .allSatisfy(
            heard ->
                assertThat(heard.body())
                    .contains("\"code\":\"" + order.code() + "\"", "\"tickets\":1")
                    .doesNotContain(
                        order.buyer().email(),
                        "Ada",
                        house.shop.node.secrets.of(order.code()),
                        house.shop.tickets.code(ticket)));
    assertThat(receiver.heard.getLast().body())
        .contains(
            "\"refund\":{\"number\":1,\"amount\":{\"amount\":1250,\"currency\":\"EUR\"},\"lines\":[1]}");
  }

  @Test
  void a_later_message_of_an_order_waits_for_the_earlier_one_and_other_orders_do_not()
      throws Exception {
    house.endpoint("/");
    Order unlucky = paid();
    refund(unlucky);
    receiver.answers =
        heard ->
            heard.body().contains(unlucky.code().value()) && receiver.heard.size() < 4 ? 500 : 200;
    house.hear();
    house.send();
    assertThat(receiver.types()).containsExactly("order.paid");
    Order other = paid();
    house.hear();
    house.send();
    assertThat(receiver.heard.getLast().body()).contains(other.code().value());

    receiver.answers = heard -> 200;
    house.clock.advance(Duration.ofSeconds(7));
    house.send();
    assertThat(receiver.types())
        .containsExactly("order.paid", "order.paid", "order.paid", "order.refunded");
  }

  @Test
  void what_the_outbox_brings_out_of_order_goes_out_in_order() throws Exception {
    house.endpoint("/");
    Order order = paid();
    refund(order);
    house.hear(WebhookType.ORDER_REFUNDED);
    house.send();
    house.hear(WebhookType.ORDER_PAID);
    house.send();
    assertThat(receiver.types()).containsExactly("order.paid", "order.refunded");
  }

  @Test
  void a_given_up_message_lets_the_next_one_of_its_order_go() throws Exception {
    house.endpoint("/");
    Order order = paid();
    refund(order);
    house.hear();
    receiver.answers = heard -> heard.body().contains("order.paid") ? 500 : 200;
    for (int i = 0; i < Pause.ATTEMPTS; i++) {
      house.send();
      assertThat(receiver.types()).hasSize(i + 1).containsOnly("order.paid");
      house.clock.advance(Pause.after(i + 1, () -> -1L).length());
    }
    house.send();
    assertThat(receiver.types().getLast()).isEqualTo("order.refunded");
  }

  @Test
  void pauses_grow_fourfold_to_a_day_and_are_spread() {
    var random = new Random(7);
    List<Long> seconds = new ArrayList<>();
    for (int attempt = 1; attempt <= Pause.ATTEMPTS; attempt++) {
      seconds.add(Pause.after(attempt, () -> 0L).length().toSeconds());
      assertThat(Pause.after(attempt, random).length().toSeconds())
          .isBetween(seconds.getLast(), seconds.getLast() * 6 / 5);
    }
    assertThat(seconds)
        .containsExactly(5L, 20L, 80L, 320L, 1280L, 5120L, 20480L, 81920L, 86400L, 86400L);
    assertThat(Pause.after(9, random).isLast()).isFalse();
    assertThat(Pause.after(10, random).isLast()).isTrue();
    assertThat(Pause.after(1, random)).isNotEqualTo(Pause.after(1, random));
  }

  @Test
  void a_failure_is_tried_again_at_its_time_under_the_same_id_and_signed_anew() throws Exception {
    var made = house.endpoint("/");
    paid();
    house.hear();
    receiver.answers = heard -> 503;
    house.send();
    house.send();
    assertThat(receiver.heard).as("not before its time").hasSize(1);
    assertThat(house.only().state()).isEqualTo(WebhookDelivery.State.WAITING);

    receiver.answers = heard -> 204;
    receiver.answer = "";
    house.clock.advance(Duration.ofSeconds(6));
    house.send();
    assertThat(receiver.ids()).hasSize(2).containsOnly(house.only().message());
    assertThat(receiver.heard).allMatch(heard -> heard.isSignedBy(made.secret()));
    assertThat(receiver.heard).extracting(Receiver.Heard::timestamp).doesNotHaveDuplicates();
    assertThat(house.deliveries.attempts(house.only()))
        .extracting(WebhookAttempt::status)
        .containsExactly(204, 503);
    assertThat(house.endpoints.list().getFirst().failingSince()).isNull();
  }

  @Test
  void what_was_given_up_can_be_sent_again_one_by_one_or_all_since_a_time() throws Exception {
    Endpoint endpoint = house.endpoint("/").endpoint();
    paid();
    house.hear();
    Instant between = house.clock.instant().plusSeconds(1);
    house.clock.advance(Duration.ofSeconds(2));
    paid();
    house.hear();
    house.shop.execute("UPDATE webhook_delivery SET attempts = " + (Pause.ATTEMPTS - 1));
    receiver.answers = heard -> 500;
    house.send();
    assertThat(house.all())
        .extracting(WebhookDelivery::state)
        .containsOnly(WebhookDelivery.State.FAILED);
    house.clock.advance(Duration.ofDays(1));
    house.send();
    assertThat(receiver.heard).hasSize(2);

    receiver.answers = heard -> 200;
    assertThat(house.deliveries.replayFailed(endpoint, between)).isEqualTo(1);
    house.send();
    assertThat(house.all())
        .extracting(WebhookDelivery::state)
        .containsExactly(WebhookDelivery.State.FAILED, WebhookDelivery.State.DELIVERED);
    house.deliveries.replay(house.all().getFirst());
    house.deliveries.replay(house.all().getLast());
    house.send();
    assertThat(receiver.heard).hasSize(5);
    assertThat(receiver.ids())
        .containsOnly(house.all().getFirst().message(), house.all().getLast().message());
  }

  @Test
  void a_slow_endpoint_keeps_no_other_waiting() throws Exception {
    Receiver slow = new Receiver();
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(Courier.WORKERS);
    CountDownLatch told = new CountDownLatch(40);
    slow.answers =
        heard -> {
          waiting.countDown();
          await(release);
          return 200;
        };
    receiver.answers =
        heard -> {
          told.countDown();
          return 200;
        };
    house.made(slow.url("/"), List.of(WebhookType.values()));
    house.endpoint("/");
    for (int i = 0; i < 40; i++) {
      paid();
    }
    house.hear();
    Courier patient = house.courier(new TargetRules(true), Duration.ofMinutes(5));
    patient.run();
    assertThat(waiting.await(60, TimeUnit.SECONDS)).as("all workers of the slow one wait").isTrue();
    assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(slow.heard).hasSize(Courier.WORKERS);
    release.countDown();
    patient.rest();
    slow.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void nodes_send_each_message_once() throws Exception {
    house.endpoint("/");
    for (int i = 0; i < 60; i++) {
      paid();
    }
    house.hear();
    List<Courier> nodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      nodes.add(house.courier(new TargetRules(true), Courier.LIMIT));
    }
    nodes.forEach(Courier::run);
    for (Courier node : nodes) {
      node.rest();
    }
    house.send();
    assertThat(receiver.ids()).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void what_a_killed_node_sent_and_did_not_note_is_sent_again_under_the_same_id() throws Exception {
    Endpoint endpoint = house.endpoint("/").endpoint();
    Order order = paid();
    refund(order);
    house.hear();
    WebhookDelivery taken =
        house.rows.take(endpoint.id(), Courier.AT_ONCE, Courier.LEASE).getFirst();
    house.send();
    assertThat(receiver.heard).as("its node may be alive").isEmpty();

    house.clock.advance(Courier.LEASE.plusSeconds(1));
    house.send();
    assertThat(receiver.ids()).first().isEqualTo(taken.message());
    assertThat(receiver.types()).containsExactly("order.paid", "order.refunded");
    house.rows.finish(
        taken,
        Reply.none(Phrase.asIs("woke up late")),
        house.clock.instant(),
        Duration.ZERO,
        Pause.after(1, () -> 0L));
    assertThat(house.all().getFirst().state())
        .as("a node that wakes late undoes nothing")
        .isEqualTo(WebhookDelivery.State.DELIVERED);
  }

  @Test
  void an_outbox_that_tells_twice_tells_endpoints_once() throws Exception {
    house.endpoint("/");
    paid();
    house.hear();
    house.shop.execute("UPDATE outbox SET done_at = NULL, next_attempt_at = now()");
    house.hear();
    house.send();
    assertThat(receiver.heard).hasSize(1);
  }

  @Test
  void an_endpoint_that_only_fails_for_days_is_paused_and_misses_nothing() throws Exception {
    house.endpoint("/");
    receiver.answers = heard -> 500;
    paid();
    house.hear();
    house.send();
    house.clock.advance(Duration.ofDays(2));
    house.send();
    assertThat(house.endpoints.list().getFirst().state()).isEqualTo(Endpoint.State.ACTIVE);
    house.clock.advance(Duration.ofDays(2));
    house.send();
    Endpoint paused = house.endpoints.list().getFirst();
    assertThat(paused.state()).isEqualTo(Endpoint.State.PAUSED);
    assertThat(paused.pausedBecause()).contains("failed for 3 days");
    paid();
    house.hear();
    house.clock.advance(Duration.ofDays(2));
    house.send();
    assertThat(receiver.heard).hasSize(3);

    receiver.answers = heard -> 200;
    house.endpoints.resume(paused);
    house.send();
    assertThat(house.all())
        .extracting(WebhookDelivery::state)
        .containsOnly(WebhookDelivery.State.DELIVERED);
    assertThat(house.endpoints.list().getFirst().pausedBecause()).isEmpty();
  }

  @Test
  void an_endpoint_that_is_gone_is_paused_at_once() throws Exception {
    house.endpoint("/");
    receiver.answers = heard -> 410;
    paid();
    house.hear();
    house.send();
    assertThat(house.endpoints.list().getFirst().state()).isEqualTo(Endpoint.State.PAUSED);
  }

  @Test
  void both_secrets_sign_for_a_day_after_a_rotation() throws Exception {
    var made = house.endpoint("/");
    String fresh = house.endpoints.rotate(made.endpoint());
    house.endpoints.test(made.endpoint());
    house.send();
    assertThat(receiver.heard.getLast().isSignedBy(made.secret())).isTrue();
    assertThat(receiver.heard.getLast().isSignedBy(fresh)).isTrue();

    house.clock.advance(Endpoints.OVERLAP.plusSeconds(1));
    house.endpoints.test(made.endpoint());
    house.send();
    assertThat(receiver.heard.getLast().isSignedBy(made.secret())).isFalse();
    assertThat(receiver.heard.getLast().isSignedBy(fresh)).isTrue();
    assertThat(receiver.types()).containsOnly("test");
  }

  @Test
  void secrets_are_not_in_the_database() {
    var made = house.endpoint("/");
    String rows =
        house
            .database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT e::text || encode(secret, 'escape') FROM webhook_endpoint e")
                        .mapTo(String.class)
                        .one());
    assertThat(rows).doesNotContain(made.secret().substring(6));
  }

  @Test
  void a_redirect_is_a_failure_and_is_not_followed() throws Exception {
    house.endpoint("/");
    receiver.answers = heard -> 307;
    receiver.location = receiver.url("/elsewhere");
    paid();
    house.hear();
    house.send();
    assertThat(receiver.heard).hasSize(1);
    assertThat(house.only().state()).isEqualTo(WebhookDelivery.State.WAITING);
  }

  @Test
  void of_a_long_answer_the_first_kilobyte_is_kept() throws Exception {
    house.endpoint("/");
    receiver.answer = "x".repeat(5_000_000);
    paid();
    house.hear();
    house.send();
    assertThat(house.only().state()).isEqualTo(WebhookDelivery.State.DELIVERED);
    assertThat(house.deliveries.attempts(house.only()).getFirst().answer())
        .hasSize(Line.ANSWER_BYTES);
  }

  @Test
  void an_endpoint_that_says_nothing_is_left_in_time() throws Exception {
    house.endpoint("/");
    CountDownLatch release = new CountDownLatch(1);
    receiver.answers =
        heard -> {
          await(release);
          return 200;
        };
    paid();
    house.hear();
    Courier impatient = house.courier(new TargetRules(true), Duration.ofMillis(300));
    impatient.run();
    impatient.rest();
    release.countDown();
    assertThat(house.only().state()).isEqualTo(WebhookDelivery.State.WAITING);
    assertThat(house.deliveries.attempts(house.only()).getFirst().said().toString())
        .startsWith("No answer within");
  }

  @Test
  void no_request_goes_to_an_address_inside_the_house() throws Exception {
    house.endpoint("/");
    paid();
    house.hear();
    Courier strict = house.courier(new TargetRules(false), Courier.LIMIT);
    strict.run();
    strict.rest();
    assertThat(receiver.heard).isEmpty();
    Phrase why = house.deliveries.attempts(house.only()).getFirst().said();
    assertThat(why.toString()).contains("localhost", "not on the public internet");
    assertThat(why.in(Locale.GERMAN))
        .startsWith("Der Name lässt sich nicht verwenden: localhost liegt bei ")
        .endsWith(", und das ist nicht im öffentlichen Internet.");
  }

  @Test
  void what_is_old_and_what_was_of_a_removed_endpoint_is_swept() throws Exception {
    house.endpoint("/");
    paid();
    house.hear();
    house.clock.advance(Webhooks.KEPT.minusSeconds(1));
    assertThat(house.rows.sweep(Webhooks.KEPT)).isZero();
    house.clock.advance(Duration.ofSeconds(2));
    assertThat(house.rows.sweep(Webhooks.KEPT)).isEqualTo(1);

    paid();
    house.hear();
    house.endpoints.remove(house.endpoints.list().getFirst());
    house.send();
    assertThat(receiver.heard).isEmpty();
    assertThat(house.rows.sweep(Webhooks.KEPT)).isEqualTo(1);
    assertThat(house.all()).isEmpty();
    long left =
        house
            .database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT count(*) FROM webhook_endpoint")
                        .mapTo(long.class)
                        .one());
    assertThat(left).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "postponed"})
  void an_event_that_moves_is_told_with_what_it_was(String how) throws Exception {
    house.endpoint("/");
    house.write(
        "event-" + how,
        Map.of(
            "event",
            house.shop.event().id().toString(),
            "startsAt",
            "2030-01-01T19:00:00Z",
            "where",
            "Old hall, Berlin",
            "timeZone",
            "Europe/Berlin"));
    house.hear();
    house.send();
    assertThat(receiver.heard.getFirst().body())
        .contains("\"type\":\"event." + how + "\"", "\"where\":\"Old hall, Berlin\"", "Club night");
  }

  @Test
  void there_are_no_more_endpoints_than_have_workers() {
    for (int i = 0; i < Endpoints.MOST; i++) {
      house.endpoint("/" + i);
    }
    assertThat(
            house.endpoints.make(new EndpointDetails(receiver.url("/"), "", List.of("order.paid"))))
        .isInstanceOf(Endpoints.MakeOutcome.TooMany.class);
  }
}
