package org.onsale.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onsale.notifications.ProviderAnswer.Accepted;
import org.onsale.notifications.ProviderAnswer.Later;
import org.onsale.notifications.ProviderAnswer.Refused;
import org.onsale.platform.TestClock;

class DispatchTest {
  private final MessagesFixture house = new MessagesFixture();

  @AfterEach
  void close() {
    house.close();
  }

  private int send() {
    return house.dispatch(house.mail).run();
  }

  @Test
  void four_nodes_at_once_send_every_message_once() throws Exception {
    house.store(Kind.OWN, recipients(300));
    List<CompletableFuture<Integer>> nodes =
        IntStream.range(0, 4).mapToObj(i -> CompletableFuture.supplyAsync(this::send)).toList();
    assertThat(nodes.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(300);
    assertThat(house.mail.recipients()).hasSize(300).doesNotHaveDuplicates();
    assertThat(house.messages.list(Message.State.SENT, "", null, 100).items()).hasSize(100);
    assertThat(send()).isZero();
  }

  private static String[] recipients(int many) {
    return IntStream.range(0, many).mapToObj(n -> n + "@example.org").toArray(String[]::new);
  }

  @Test
  void a_confirmation_goes_before_what_thousands_are_told() throws Exception {
    house.store(Kind.OWN, recipients(100));
    AtomicBoolean first = new AtomicBoolean(true);
    house.mail.answers =
        message -> {
          if (first.getAndSet(false)) {
            storeConfirmation();
          }
          return new Accepted("250 OK");
        };
    send();
    assertThat(house.mail.recipients()).hasSize(101);
    assertThat(house.mail.recipients().indexOf("ada@example.org"))
        .as("after no more than those taken before it was written")
        .isLessThan(2 * Dispatch.AT_ONCE);
  }

  private void storeConfirmation() {
    try {
      house.store(Kind.ORDER_PAID, "ada@example.org");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void no_more_are_sent_than_the_provider_may_be_given() throws Exception {
    house.store(Kind.OWN, recipients(50));
    house.mail.perSecond = 7;
    Dispatch dispatch = house.dispatch(house.mail);
    long before = System.nanoTime();
    dispatch.run();
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before) + 1;
    assertThat(house.mail.given).hasSizeBetween(7, (int) (7 + 7 * seconds));
  }

  @Test
  void a_broken_provider_loses_nothing_and_each_attempt_is_written_down() throws Exception {
    house.store(Kind.ORDER_PAID, "ada@example.org");
    house.mail.answers = message -> new Later("Connection refused");
    assertThat(send()).isEqualTo(1);
    Message waiting = house.only("ada@example.org");
    assertThat(waiting.state()).isEqualTo(Message.State.STORED);
    assertThat(waiting.nextAttemptAt()).isAfter(waiting.writtenAt().plusSeconds(20));
    assertThat(send()).as("not before its time").isZero();

    house.passTime();
    house.mail.answers = message -> new Accepted("250 2.0.0 Ok: queued as 4C2");
    assertThat(send()).isEqualTo(1);
    Message sent = house.only("ada@example.org");
    assertThat(sent.state()).isEqualTo(Message.State.SENT);
    assertThat(sent.sentAt()).isNotNull();
    assertThat(house.messages.attempts(sent))
        .extracting(Attempt::number, Attempt::outcome, Attempt::answer)
        .containsExactly(
            tuple(2, "accepted", "250 2.0.0 Ok: queued as 4C2"),
            tuple(1, "later", "Connection refused"));
    assertThat(house.mail.given)
        .extracting(Message::messageId)
        .hasSize(2)
        .containsOnly(sent.messageId());
  }

  @Test
  void a_message_is_given_up_after_a_day_of_attempts_and_can_be_sent_again() throws Exception {
    house.store(Kind.ORDER_PAID, "ada@example.org");
    house.mail.answers = message -> new Later("452 no room");
    for (int i = 0; i < MessageRows.ATTEMPTS; i++) {
      assertThat(send()).isEqualTo(1);
      house.passTime();
    }
    Message failed = house.only("ada@example.org");
    assertThat(failed.state()).isEqualTo(Message.State.FAILED);
    assertThat(send()).isZero();

    assertThat(house.messages.sendAgain(failed.event(), failed.id()))
        .isEqualTo(new Messages.ResendOutcome.Due());
    house.mail.answers = message -> new Accepted("250 OK");
    assertThat(send()).isEqualTo(1);
    assertThat(house.only("ada@example.org").state()).isEqualTo(Message.State.SENT);
    assertThat(house.mail.given).extracting(Message::messageId).containsOnly(failed.messageId());
    assertThat(house.messages.attempts(failed)).hasSize(MessageRows.ATTEMPTS + 1);
  }

  @Test
  void the_first_pause_of_a_second_series_is_short_again() throws Exception {
    house.store(Kind.ORDER_PAID, "ada@example.org");
    house.mail.answers = message -> new Later("452 no room");
    for (int i = 0; i < MessageRows.ATTEMPTS; i++) {
      send();
      house.passTime();
    }
    Message failed = house.only("ada@example.org");
    house.messages.sendAgain(failed.event(), failed.id());
    send();
    String pause =
        """
        SELECT extract(epoch FROM next_attempt_at - max(ended_at))::bigint
          FROM message JOIN message_attempt ON message_attempt.message_id = id
         GROUP BY next_attempt_at
        """;
    assertThat(house.count(pause)).isBetween(20L, 40L);
  }

  @Test
  void a_refused_recipient_has_bounced_and_is_not_tried_again() throws Exception {
    house.store(Kind.ORDER_PAID, "nobody@example.org");
    house.mail.answers = message -> new Refused("550 5.1.1 User unknown");
    send();
    house.passTime();
    assertThat(send()).isZero();
    Message bounced = house.only("nobody@example.org");
    assertThat(bounced.state()).isEqualTo(Message.State.BOUNCED);
    assertThat(house.messages.list(Message.State.BOUNCED, "", null, 10).items()).hasSize(1);
    assertThat(house.messages.attempts(bounced).getFirst().answer())
        .isEqualTo("550 5.1.1 User unknown");
  }

  @Test
  void what_a_killed_node_was_sending_is_sent_by_the_next_after_its_lease() throws Exception {
    house.store(Kind.ORDER_PAID, "ada@example.org");
    Message taken = house.rows.take(Channel.MAIL, 10, Dispatch.LEASE).getFirst();
    assertThat(taken.state()).isEqualTo(Message.State.SENDING);
    assertThat(send()).as("its node may be alive").isZero();

    house.passTime();
    assertThat(send()).isEqualTo(1);
    Message sent = house.only("ada@example.org");
    assertThat(sent.state()).isEqualTo(Message.State.SENT);

    house.rows.finish(taken, new Later("woke up late"));
    assertThat(house.only("ada@example.org").state())
        .as("a node that wakes late undoes nothing")
        .isEqualTo(Message.State.SENT);
  }

  @Test
  void a_message_that_kills_every_node_is_given_up() throws Exception {
    house.store(Kind.ORDER_PAID, "ada@example.org");
    for (int i = 0; i < MessageRows.ATTEMPTS; i++) {
      assertThat(house.rows.take(Channel.MAIL, 1, Dispatch.LEASE)).hasSize(1);
      house.passTime();
    }
    assertThat(send()).isEqualTo(1);
    assertThat(house.mail.given).isEmpty();
    assertThat(house.only("ada@example.org").state()).isEqualTo(Message.State.FAILED);
  }

  @Test
  void a_node_that_stops_gives_back_what_it_has_not_begun() throws Exception {
    house.store(Kind.ORDER_PAID, recipients(10));
    CountDownLatch begun = new CountDownLatch(Dispatch.AT_THE_SAME_TIME);
    CountDownLatch release = new CountDownLatch(1);
    house.mail.answers =
        message -> {
          begun.countDown();
          awaitUninterruptibly(release);
          return new Accepted("250 OK");
        };
    Thread node = Thread.ofPlatform().start(this::send);
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    node.interrupt();
    node.join();
    assertThat(house.count("SELECT count(*) FROM message WHERE status = 'stored'"))
        .isEqualTo(10 - Dispatch.AT_THE_SAME_TIME);
    release.countDown();

    house.mail.answers = message -> new Accepted("250 OK");
    assertThat(send()).isEqualTo(10 - Dispatch.AT_THE_SAME_TIME);
    assertThat(house.mail.recipients()).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void what_a_slow_provider_leaves_unbegun_is_given_back_for_another_to_take_at_once()
      throws Exception {
    house.store(Kind.OWN, recipients(Dispatch.AT_ONCE));
    TestClock clock = new TestClock();
    CyclicBarrier allBegun = new CyclicBarrier(Dispatch.AT_THE_SAME_TIME);
    house.mail.answers =
        message -> {
          await(allBegun);
          clock.advance(Duration.ofSeconds(30));
          return new Accepted("250 OK");
        };
    house.dispatch(house.mail, clock).run();
    assertThat(house.mail.given).hasSize(Dispatch.AT_THE_SAME_TIME);
    int unbegun = Dispatch.AT_ONCE - Dispatch.AT_THE_SAME_TIME;
    assertThat(house.count("SELECT count(*) FROM message WHERE status = 'stored' AND attempts = 0"))
        .isEqualTo(unbegun);
    assertThat(house.count("SELECT count(*) FROM message_attempt"))
        .as("of what nobody began there is no attempt")
        .isEqualTo(Dispatch.AT_THE_SAME_TIME);

    house.mail.answers = message -> new Accepted("250 OK");
    assertThat(send()).isEqualTo(unbegun);
    assertThat(house.mail.recipients()).hasSize(Dispatch.AT_ONCE).doesNotHaveDuplicates();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void without_a_provider_messages_are_kept_and_cannot_be_sent() throws Exception {
    house.mail.configured = false;
    house.store(Kind.ORDER_PAID, "ada@example.org");
    assertThat(send()).isZero();
    Message kept = house.only("ada@example.org");
    assertThat(kept.state()).isEqualTo(Message.State.STORED);
    assertThat(kept.nextAttemptAt()).isNull();
    assertThat(house.messages.sendAgain(kept.event(), kept.id()))
        .isEqualTo(new Messages.ResendOutcome.NotProvided(Channel.MAIL));

    house.mail.configured = true;
    assertThat(send()).as("old news, which nobody asked to send").isZero();
    house.messages.sendAgain(kept.event(), kept.id());
    assertThat(send()).isEqualTo(1);
  }

  @Test
  void messages_are_found_by_recipient_order_and_state() throws Exception {
    house.store(Kind.ORDER_PAID, "ada@example.org", "Ada.B@example.org", "a%@example.org");
    assertThat(found("ADA")).containsExactly("Ada.B@example.org", "ada@example.org");
    assertThat(found("a%")).containsExactly("a%@example.org");
    assertThat(found("example.org")).isEmpty();
    String order = house.only("ada@").orderCode();
    assertThat(found(order.toLowerCase(Locale.ROOT))).containsExactly("ada@example.org");
    assertThat(house.messages.list(Message.State.FAILED, "ada", null, 10).items()).isEmpty();
  }

  private List<String> found(String search) {
    return house.messages.list(null, search, null, 10).items().stream()
        .map(Message::recipient)
        .toList();
  }
}
