package org.onsale.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.platform.Eventually.eventually;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.onsale.notifications.BrokenMailServer.Got;
import org.onsale.orders.Order;
import org.onsale.platform.RunningDatabase;

/** What a mail server may do to a mail, it does: nothing is lost, and nothing retried for ever. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = BrokenMailServer.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class BrokenMailServerTest {
  @Inject Purchase purchase;
  @Inject Messages messages;
  Supplier<List<Got>> mails = List::of;

  @Test
  void a_refused_recipient_has_bounced_with_the_servers_words() throws Exception {
    Order order = purchase.paid(purchase.event("Refused"), 1, "No Body", "nobody@example.org");
    eventually().until(() -> state(order) == Message.State.BOUNCED);
    assertThat(attempts(order))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.outcome()).isEqualTo("refused");
              assertThat(attempt.answer()).contains("550 5.1.1 User unknown");
            });
    assertThat(to("nobody@example.org")).isEmpty();
  }

  @Test
  void what_is_refused_for_a_while_is_sent_later() throws Exception {
    Order order = purchase.paid(purchase.event("Busy"), 1, "Busy", "busy@example.org");
    eventually().until(() -> !attempts(order).isEmpty() && state(order) == Message.State.STORED);
    assertThat(attempts(order).getFirst().answer()).contains("451 4.7.1 Greylisted");
    again(order);
    eventually().until(() -> state(order) == Message.State.SENT);
    assertThat(to("busy@example.org")).hasSize(1);
  }

  @Test
  void a_mail_whose_receipt_was_lost_comes_again_as_the_same_mail() throws Exception {
    Order order = purchase.paid(purchase.event("Lost"), 1, "Lost", "lost@example.org");
    eventually().until(() -> !attempts(order).isEmpty() && state(order) == Message.State.STORED);
    assertThat(attempts(order).getFirst().outcome()).isEqualTo("later");
    again(order);
    eventually().until(() -> state(order) == Message.State.SENT);
    assertThat(to("lost@example.org"))
        .containsExactly(message(order).messageId(), message(order).messageId());
  }

  @Test
  void a_server_that_falls_silent_holds_up_nothing_and_gets_the_mail_once() throws Exception {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i <= MailServerSettings.CONNECTIONS; i++) {
      String to = "silent@" + i + ".example.org";
      orders.add(purchase.paid(purchase.event("Silent " + i), 1, "Silent", to));
    }
    for (Order order : orders) {
      eventually().until(() -> !attempts(order).isEmpty() && state(order) == Message.State.STORED);
      assertThat(attempts(order).getFirst().outcome()).isEqualTo("later");
    }
    orders.forEach(this::again);
    for (Order order : orders) {
      eventually().until(() -> state(order) == Message.State.SENT);
      assertThat(to(order.buyer().email())).hasSize(1);
    }
  }

  @Test
  void a_refused_text_is_no_bounce() throws Exception {
    Order order = purchase.paid(purchase.event("Spam"), 1, "Spam", "spam@example.org");
    eventually().until(() -> !attempts(order).isEmpty() && state(order) == Message.State.STORED);
    assertThat(attempts(order).getFirst().answer()).contains("554 5.7.1 looks like spam");
    assertThat(attempts(order).getFirst().outcome()).isEqualTo("later");
  }

  private void again(Order order) {
    Message message = message(order);
    messages.sendAgain(message.event(), message.id());
  }

  private Message message(Order order) {
    return messages.of(order.code()).getFirst();
  }

  private Message.State state(Order order) {
    List<Message> found = messages.of(order.code());
    return found.isEmpty() ? Message.State.SENDING : found.getFirst().state();
  }

  private List<Attempt> attempts(Order order) {
    return messages.of(order.code()).stream()
        .flatMap(message -> messages.attempts(message).stream())
        .filter(attempt -> attempt.endedAt() != null)
        .toList();
  }

  private List<String> to(String recipient) {
    return mails.get().stream()
        .filter(mail -> mail.recipient().equals(recipient))
        .map(Got::messageId)
        .toList();
  }
}
