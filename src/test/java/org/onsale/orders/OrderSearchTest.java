package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.inventory.Story;
import org.onsale.payments.Sandbox;
import org.onsale.platform.Page;
import org.onsale.platform.TestDatabase;
import org.onsale.seating.Plans;
import org.onsale.tickets.TicketParticipant;

class OrderSearchTest {
  private OrdersFixture node;
  private OrderSearch search;
  private Event event;
  private Order ada;
  private Order ben;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    Sandbox sandbox = new Sandbox(address.database());
    node = new OrdersFixture(address, sandbox, List.of(new TicketParticipant()));
    Plans plans = new Plans(node.database);
    var stories = new Stories(new Story(address.dataSource()), new Sales(plans), node.database);
    search = new OrderSearch(node.database, node.orders, stories);
    event = SmallHall.onSale(node.catalog, plans, node.publishing);
    ada = order("Ada Lovelace", "ada@example.org", "Charles Babbage", 0);
    ben = order("Ben_100%", "ben@example.com", "Ben", 9);
  }

  @AfterEach
  void close() {
    node.close();
  }

  private Order order(String name, String email, String guest, int seat) {
    UUID hold = UUID.randomUUID();
    OrdersFixture.await(
        node.holds.take(event, hold, new HoldRequest(List.of(seat), null, List.of(), null)));
    var request = new PlaceRequest(hold, new Order.Buyer(name, email, ""), List.of(guest));
    IdempotencyKey key = IdempotencyKey.of(hold.toString(), request.toString());
    return ((PlaceOutcome.Placed) node.checkout.place(event, request, key)).order();
  }

  private List<OrderCode> found(String text) {
    return search.find(event, text, null, null, 50).items().stream().map(Order::code).toList();
  }

  @Test
  void an_order_is_found_by_whatever_is_known_of_it() {
    String code = ada.code().value();
    for (String known :
        List.of(
            code,
            code.toLowerCase(Locale.ROOT),
            code.substring(code.length() - 8),
            "LOVELACE",
            "ada@example.org",
            "  ada@  ",
            "babbage",
            ada.lines().getFirst().place())) {
      assertThat(found(known)).as(known).containsExactly(ada.code());
    }
  }

  @Test
  void characters_that_mean_something_to_databases_mean_themselves() {
    assertThat(found("_100%")).containsExactly(ben.code());
    assertThat(found("%")).containsExactly(ben.code());
    assertThat(found("'; DROP TABLE customer_order; --")).isEmpty();
    assertThat(found("\0ben")).containsExactly(ben.code());
  }

  @Test
  void all_are_found_by_nothing_newest_first_page_by_page_and_by_their_state() {
    assertThat(found("")).containsExactly(ben.code(), ada.code());
    Page<Order> first = search.find(event, "", null, null, 1);
    assertThat(first.items()).extracting(Order::code).containsExactly(ben.code());
    Page<Order> second = search.find(event, "", null, first.next(), 1);
    assertThat(second.items()).extracting(Order::code).containsExactly(ada.code());
    assertThat(second.next()).isNull();

    node.pay(ada, "approve", "pay");
    assertThat(search.find(event, "", Order.Status.PAID, null, 50).items())
        .extracting(Order::code)
        .containsExactly(ada.code());
    assertThat(search.find(event, "ben", Order.Status.PAID, null, 50).items()).isEmpty();
  }

  @Test
  void another_events_orders_are_not_found() {
    assertThat(search.find(node.event, "ada", null, null, 50).items()).isEmpty();
  }
}
