package org.onsale.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Money;
import org.onsale.platform.TestDatabase;

class SandboxTest {
  private static final Money TEN = Money.of(1_000, "EUR");
  private static final Executor AT_ONCE = Executors.newVirtualThreadPerTaskExecutor();

  private Sandbox sandbox;

  @BeforeEach
  void open() {
    sandbox = new Sandbox(TestDatabase.create().database());
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void each_of_many_at_once_gets_its_own_answer() {
    List<GatewayAnswer> authorised =
        atOnce(200, i -> sandbox.authorise("k" + i, TEN, i % 3 == 0 ? "decline" : "approve"));
    List<GatewayAnswer> captured = atOnce(200, i -> sandbox.capture("k" + i, TEN));
    for (int i = 0; i < 200; i++) {
      Class<?> expected = i % 3 == 0 ? GatewayAnswer.Declined.class : GatewayAnswer.Approved.class;
      assertThat(authorised.get(i)).isInstanceOf(expected);
      assertThat(captured.get(i)).isInstanceOf(expected);
    }
  }

  @Test
  void the_same_key_at_once_is_one_payment() {
    assertThat(atOnce(50, i -> sandbox.authorise("k", TEN, "approve")))
        .containsOnly(new GatewayAnswer.Approved());
    assertThat(atOnce(50, i -> sandbox.capture("k", TEN)))
        .containsOnly(new GatewayAnswer.Approved());
    assertThat(sandbox.state("k")).isEqualTo(PaymentState.CAPTURED);
  }

  @Test
  void no_more_is_given_back_than_was_captured_and_each_refund_once() {
    sandbox.authorise("k", TEN, "approve");
    assertThat(sandbox.refund("k", "k/r1", Money.of(400, "EUR")))
        .as("it is not captured yet")
        .isInstanceOf(GatewayAnswer.Declined.class);
    sandbox.capture("k", TEN);
    assertThat(atOnce(20, i -> sandbox.refund("k", "k/r1", Money.of(400, "EUR"))))
        .containsOnly(new GatewayAnswer.Approved());
    assertThat(sandbox.refund("k", "k/r1", Money.of(500, "EUR")))
        .as("the same name for another amount")
        .isInstanceOf(GatewayAnswer.Declined.class);
    List<GatewayAnswer> rest =
        atOnce(20, i -> sandbox.refund("k", "k/s" + i, Money.of(200, "EUR")));
    assertThat(rest).filteredOn(new GatewayAnswer.Approved()::equals).hasSize(3);
    assertThat(sandbox.refund("other", "o/r1", TEN)).isInstanceOf(GatewayAnswer.Declined.class);
  }

  @Test
  void a_key_that_was_cancelled_first_is_never_approved() {
    sandbox.cancel("late", TEN);
    List<GatewayAnswer> answers =
        atOnce(20, i -> sandbox.authorise(i == 7 ? "late" : "k" + i, TEN, "approve"));
    assertThat(answers.get(7)).isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(answers).filteredOn(GatewayAnswer.Approved.class::isInstance).hasSize(19);
    assertThat(sandbox.capture("late", TEN)).isInstanceOf(GatewayAnswer.Declined.class);
  }

  @Test
  void another_amount_than_was_set_aside_is_not_captured() {
    sandbox.authorise("k", TEN, "approve");
    assertThat(sandbox.capture("k", Money.of(1_001, "EUR")))
        .isInstanceOf(GatewayAnswer.Declined.class);
    assertThat(sandbox.state("k")).isEqualTo(PaymentState.AUTHORISED);
  }

  @Test
  void a_timeout_approves_without_a_word() {
    assertThat(sandbox.authorise("k", TEN, "timeout")).isInstanceOf(GatewayAnswer.NoAnswer.class);
    assertThat(sandbox.state("k")).isEqualTo(PaymentState.AUTHORISED);
  }

  private static List<GatewayAnswer> atOnce(int calls, IntFunction<GatewayAnswer> call) {
    List<CompletableFuture<GatewayAnswer>> answers =
        IntStream.range(0, calls)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> call.apply(i), AT_ONCE))
            .toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }
}
