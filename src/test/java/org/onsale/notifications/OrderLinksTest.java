package org.onsale.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.onsale.orders.Order;
import org.onsale.platform.Language;
import org.onsale.platform.TestClock;

class OrderLinksTest {
  private final MessagesFixture house = new MessagesFixture();
  private final TestClock clock = new TestClock();
  private final OrderLinks links = house.links(clock);

  @AfterEach
  void close() {
    links.close();
    house.close();
  }

  private List<Message> sent(Order order) {
    return house.messages.of(order.code()).stream()
        .filter(message -> message.kind().equals("order-link"))
        .toList();
  }

  @Test
  void a_link_goes_out_once_an_hour_however_often_it_is_asked_for() {
    Order order = house.shop.paidOrder(1);
    for (int time = 0; time < 3; time++) {
      links.send(order.code());
      clock.advance(Duration.ofMinutes(19));
    }
    assertThat(sent(order)).hasSize(1);
    clock.advance(Duration.ofMinutes(10));
    links.send(order.code());
    assertThat(sent(order)).hasSize(2);
  }

  @Test
  void each_order_has_an_hour_of_its_own() {
    Order first = house.shop.paidOrder(1);
    Order second = house.shop.paidOrder(1);
    links.send(first.code());
    links.send(second.code());
    assertThat(sent(first)).hasSize(1);
    assertThat(sent(second)).hasSize(1);
  }

  @Test
  void places_that_were_given_back_are_not_among_those_it_lists() {
    house.templates.save(
        new TemplateKey(Kind.ORDER_LINK, Channel.MAIL, Language.ENGLISH),
        new Template("Your order", "You have:\n\n{tickets}\n\n{page}"));
    Order order = house.shop.paidOrder(2);
    house.refund(order, List.of(1));
    links.send(order.code());
    assertThat(sent(order).getFirst().bodyText())
        .contains("You have:\n\n- Standing – Bob")
        .doesNotContain("Ada");
  }
}
