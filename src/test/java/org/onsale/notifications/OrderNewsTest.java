package org.onsale.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onsale.orders.Order;
import org.onsale.platform.Language;
import org.onsale.platform.Outbox;

class OrderNewsTest {
  private final MessagesFixture house = new MessagesFixture();

  @AfterEach
  void close() {
    house.close();
  }

  private List<String> kinds(Order order) {
    return house.messages.of(order.code()).stream().map(Message::kind).toList();
  }

  @Test
  void a_paid_order_is_told_of_in_the_buyers_language() {
    Order order = house.shop.paidOrder(2);
    house.change(order, "language", "de-AT");
    house.tell();
    Message letter = house.messages.of(order.code()).getFirst();
    assertThat(letter.kind()).isEqualTo("order-paid");
    assertThat(letter.language()).isEqualTo("de");
    assertThat(letter.messageId()).isEqualTo("<" + order.code() + ".order-paid@onsale>");
    assertThat(letter.subject()).isEqualTo("Ihre Tickets für Club night");
    assertThat(letter.bodyText())
        .contains(
            "€\u00a025,00", "- Standing – Ada\n- Standing – Bob\n", "/orders/" + order.code());
    assertThat(letter.bodyHtml()).contains("<html lang=\"de\">", "<li>Standing – Bob</li>");
  }

  @Test
  void a_declined_payment_is_told_of_once_unless_another_was_better() {
    Order declined = house.shop.node.order(1);
    house.shop.node.pay(declined, "decline", "first");
    house.tell();
    house.shop.node.pay(declined, "decline", "second");
    house.tell();
    assertThat(kinds(declined)).containsExactly("payment-failed");
    assertThat(house.messages.of(declined.code()).getFirst().bodyText())
        .contains("€12.50", "nothing was charged");

    Order paid = house.shop.node.order(1);
    house.shop.node.pay(paid, "decline", "first");
    house.shop.node.pay(paid, "approve", "second");
    house.tell();
    assertThat(kinds(paid)).containsExactly("order-paid");
  }

  @Test
  void an_order_that_was_not_paid_in_time_is_told_of() {
    Order order = house.shop.node.overdueOrder(1);
    house.shop.node.recovery.run();
    house.tell();
    assertThat(kinds(order)).containsExactly("order-expired");
  }

  @Test
  void places_offered_for_a_late_payment_are_told_of_while_the_answer_is_open() throws Exception {
    Order order = house.shop.node.order(1);
    String offer =
        """
        INSERT INTO place_offer (event_id, code, hold_id, status, lines, seats, places, until,
                                 offered_at, changed_at)
        SELECT event_id, code, hold_id, 'open', '{1}', '{7}', '{"Stalls, row 2, seat 4"}',
               '2026-08-01T18:30:00Z', now(), now()
          FROM customer_order
        """;
    house.shop.execute(offer);
    house.change(order, "status", "offered");
    write(order, "places-offered", Map.of("code", order.code().value(), "offer", "first"));
    house.tell();
    assertThat(house.messages.of(order.code()).getFirst().bodyText())
        .contains("- Stalls, row 2, seat 4\n", "20:30", "Nothing is charged before you take them");

    house.change(order, "status", "cancelled");
    write(order, "places-offered", Map.of("code", order.code().value(), "offer", "second"));
    write(order, "payment-returned", Map.of("code", order.code().value()));
    house.tell();
    assertThat(kinds(order)).containsExactlyInAnyOrder("places-offered", "payment-returned");
  }

  private void write(Order order, String topic, Map<String, String> payload) throws Exception {
    try (var connection = house.database.dataSource().getConnection()) {
      new Outbox().writeAll(connection, order.code().event(), topic, List.of(payload));
    }
  }

  @Test
  void each_refund_of_an_order_is_told_of_with_its_amount() {
    Order order = house.shop.paidOrder(3);
    house.refund(order, List.of(1));
    house.refund(order, List.of(2, 3));
    house.tell();
    house.shop.execute("UPDATE outbox SET done_at = NULL, next_attempt_at = now()");
    house.tell();
    assertThat(house.messages.of(order.code()))
        .filteredOn(letter -> letter.kind().equals("order-refunded"))
        .extracting(Message::bodyText)
        .satisfiesExactlyInAnyOrder(
            first -> assertThat(first).contains("given €12.50 back"),
            second -> assertThat(second).contains("given €25.00 back"));
  }

  @Test
  void a_confirmation_lists_what_is_left_and_the_letter_of_a_refund_what_it_gave_back() {
    house.templates.save(
        new TemplateKey(Kind.ORDER_REFUNDED, Channel.MAIL, Language.ENGLISH),
        new Template("Refund", "{tickets}"));
    Order some = house.shop.paidOrder(2);
    house.refund(some, List.of(1));
    Order all = house.shop.paidOrder(1);
    house.refund(all, List.of(1));
    house.tell();
    assertThat(letter(some, "order-paid"))
        .contains("- Standing – Bob")
        .doesNotContain("- Standing – Ada");
    assertThat(letter(some, "order-refunded"))
        .contains("- Standing – Ada")
        .doesNotContain("- Standing – Bob");
    assertThat(letter(all, "order-paid")).as("that was bought").contains("- Standing – Ada");
  }

  private String letter(Order order, String kind) {
    return house.messages.of(order.code()).stream()
        .filter(letter -> letter.kind().equals(kind))
        .findFirst()
        .orElseThrow()
        .bodyText();
  }

  @Test
  void a_refund_of_nothing_is_not_told_of() {
    Order order = house.shop.paidOrder(2);
    house.shop.execute(
        "UPDATE order_line SET discount = price WHERE number = 1;"
            + " UPDATE customer_order SET discount = 1250");
    house.refund(order, List.of(1));
    house.tell();
    assertThat(kinds(order)).containsExactly("order-paid");
  }

  @Test
  void an_sms_goes_to_who_gave_a_number_when_the_organiser_wants_it() {
    Order unwanted = house.shop.paidOrder(1);
    house.change(unwanted, "buyer_phone", "+48 600 100 200");
    house.tell();
    assertThat(house.messages.of(unwanted.code())).hasSize(1);

    house.settings.save(new Settings(true, false));
    Order mute = house.shop.paidOrder(1);
    Order reachable = house.shop.paidOrder(1);
    house.change(reachable, "buyer_phone", "0048 (600) 100-200");
    house.tell();
    assertThat(house.messages.of(mute.code())).hasSize(1);
    assertThat(house.messages.of(reachable.code()))
        .extracting(Message::channel)
        .containsExactlyInAnyOrder("mail", "sms");
    Message sms = house.only("+48600100200");
    assertThat(sms.bodyText()).startsWith("Club night, ").contains("/orders/" + reachable.code());
    assertThat(sms.bodyHtml()).isEmpty();
    assertThat(house.dispatch(house.sms).run()).isEqualTo(1);
    assertThat(house.only("+48600100200").state()).isEqualTo(Message.State.SENT);
  }

  @Test
  void the_organisers_words_take_the_place_of_the_houses_until_they_are_taken_back() {
    TemplateKey key = new TemplateKey(Kind.ORDER_PAID, Channel.MAIL, Language.ENGLISH);
    Template own = new Template("{event}: come in", "Dear {buyer}\n\n[Tickets]({page})");
    assertThat(house.templates.save(key, new Template("{evnt}", "x"))).hasSize(1);
    assertThat(house.templates.save(key, own)).isEmpty();
    assertThat(house.templates.find(key)).isEqualTo(new Templates.Current(key, own, true));
    Order first = house.shop.paidOrder(1);
    house.tell();
    assertThat(house.messages.of(first.code()).getFirst().subject())
        .isEqualTo("Club night: come in");

    house.templates.reset(key);
    Order second = house.shop.paidOrder(1);
    house.tell();
    assertThat(house.messages.of(second.code()).getFirst().subject())
        .isEqualTo("Your tickets for Club night");
    assertThat(house.templates.list())
        .hasSize(TemplateKey.all().size())
        .noneMatch(Templates.Current::changed);
  }

  @Test
  void what_follows_from_an_order_that_is_gone_fails_alone() throws Exception {
    Order order = house.shop.paidOrder(1);
    try (var connection = house.database.dataSource().getConnection()) {
      new Outbox()
          .writeAll(
              connection,
              order.code().event(),
              "order-paid",
              List.of(Map.of("code", "A1-00000000"), Map.of("code", "nonsense")));
    }
    house.tell();
    assertThat(kinds(order)).containsExactly("order-paid");
    assertThat(
            house.count(
                "SELECT count(*) FROM outbox WHERE done_at IS NULL"
                    + " AND last_error LIKE 'no such order: %'"))
        .isEqualTo(2);
  }
}
