package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.orders.OrdersFixture.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.EventDetails;
import org.onsale.catalog.PoolDetails;
import org.onsale.catalog.PresaleCodes;
import org.onsale.catalog.PresaleDetails;
import org.onsale.catalog.Presales;
import org.onsale.inventory.HoldOutcome;
import org.onsale.inventory.PoolQuantity;
import org.onsale.payments.Sandbox;
import org.onsale.platform.AccessCodes;
import org.onsale.platform.FieldError;
import org.onsale.platform.TestDatabase;
import org.onsale.platform.TestFolder;
import org.onsale.seating.Plans;

/** Standing (1) and seating (2); the public sale opens in a day, fans can buy standing now. */
class PresaleHoldsTest {
  private static final Duration TICK = Duration.ofNanos(1000);

  private OrdersFixture node;
  private Event event;
  private Instant from;
  private Instant until;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    Sandbox sandbox = new Sandbox(address.database());
    node = new OrdersFixture(address, new MortalGateway(sandbox), List.of());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    from = now.minus(Duration.ofHours(1));
    until = now.plus(Duration.ofHours(1));
    event = twoPools(now.plus(Duration.ofDays(1)));
    presale(2, "FANCLUB");
    event = ((PublishOutcome.Published) node.publishing.publish(event.id())).event();
  }

  private Event twoPools(Instant opens) {
    Event old = node.event;
    Event created =
        ((org.onsale.catalog.EventCreation.Created)
                node.catalog.create(
                    new EventDetails(
                        "Festival",
                        "",
                        old.venue().id(),
                        old.startsAt(),
                        opens,
                        old.saleClosesAt(),
                        old.holdTime(),
                        old.paymentTime(),
                        4,
                        "EUR")))
            .event();
    return changed(
        node.catalog.setPools(
            created.id(),
            created.version(),
            List.of(
                new PoolDetails(null, "Standing", 100, 1250L),
                new PoolDetails(null, "Seating", 100, 2500L))));
  }

  private static Event changed(EventChange change) {
    assertThat(change).isInstanceOf(EventChange.Changed.class);
    return ((EventChange.Changed) change).event();
  }

  private void presale(@Nullable Integer limit, @Nullable String... codes) {
    event =
        changed(
            new PresaleCodes(node.catalog, new AccessCodes(TestFolder.secrets()))
                .set(
                    event.id(),
                    event.version(),
                    List.of(
                        new PresaleDetails(
                            "Fans",
                            from,
                            until,
                            java.util.Arrays.asList(codes),
                            limit,
                            null,
                            List.of(1)))));
  }

  @AfterEach
  void close() {
    node.close();
  }

  private Presales.Presale fans() {
    return event.presales().phases().getFirst();
  }

  private static HoldRequest places(int pool, int quantity) {
    return new HoldRequest(List.of(), null, List.of(new PoolQuantity(pool, quantity)), null);
  }

  private HoldAnswer ask(HoldRequest request, Instant at) {
    Holds then =
        new Holds(
            new Sales(new Plans(node.database)), node.inventory, Clock.fixed(at, ZoneOffset.UTC));
    return await(then.take(event, UUID.randomUUID(), request));
  }

  private static boolean isHeld(HoldAnswer answer) {
    return answer instanceof HoldAnswer.Decided(HoldOutcome.Held held, Sale sale, var apart);
  }

  @Test
  void before_the_presale_and_between_it_and_the_public_sale_nobody_can_buy() {
    HoldRequest withCode = places(1, 1).in(fans());
    assertThat(ask(withCode, from.minus(TICK))).isInstanceOf(HoldAnswer.NotOnSale.class);
    assertThat(isHeld(ask(withCode, from))).isTrue();
    assertThat(isHeld(ask(withCode, until.minus(TICK)))).isTrue();
    assertThat(ask(withCode, until)).isInstanceOf(HoldAnswer.NotOnSale.class);
    assertThat(ask(withCode, event.saleOpensAt().minus(TICK)))
        .isInstanceOf(HoldAnswer.NotOnSale.class);
    assertThat(isHeld(ask(places(2, 4), event.saleOpensAt()))).isTrue();
  }

  @Test
  void without_the_code_nobody_gets_in() {
    assertThat(ask(places(1, 1), from))
        .isEqualTo(new HoldAnswer.NeedsCode(fans(), event.saleOpensAt()));
    assertThat(ask(places(1, 1).from(7), from)).isInstanceOf(HoldAnswer.NeedsCode.class);
    var another =
        new Presales.Presale(
            "Members", from, until, List.of(new Presales.Code("x", "y")), 2, List.of(), List.of());
    assertThat(ask(places(1, 1).in(another), from)).isInstanceOf(HoldAnswer.NeedsCode.class);
  }

  @Test
  void a_presale_without_codes_is_open_to_all() {
    presale(null);
    assertThat(isHeld(ask(places(1, 4), from))).isTrue();
  }

  @Test
  void what_the_presale_does_not_sell_is_refused_by_name() {
    assertThat(ask(places(2, 1).in(fans()), from))
        .isInstanceOfSatisfying(
            HoldAnswer.OutsidePresale.class,
            outside ->
                assertThat(outside.errors())
                    .extracting(FieldError::field)
                    .containsExactly("pools[0].id"));
    var anySeats =
        new HoldRequest(List.of(), new HoldRequest.BestAvailable(null, 2), List.of(), null);
    assertThat(ask(anySeats.in(fans()), from)).isInstanceOf(HoldAnswer.OutsidePresale.class);
  }

  @Test
  void the_limit_of_the_presale_counts_for_holds_and_for_all_that_a_customer_orders() {
    assertThat(ask(places(1, 3).in(fans()), from)).isEqualTo(new HoldAnswer.OverLimit(3, 2));
    assertThat(order(hold(2), "a@example.org")).isInstanceOf(PlaceOutcome.Placed.class);
    assertThat(order(hold(1), "A@example.org")).isEqualTo(new PlaceOutcome.OverLimit(3, 2));
    assertThat(order(hold(1), "b@example.org")).isInstanceOf(PlaceOutcome.Placed.class);
  }

  private UUID hold(int places) {
    UUID id = UUID.randomUUID();
    assertThat(isHeld(await(node.holds.take(event, id, places(1, places).in(fans()))))).isTrue();
    return id;
  }

  private PlaceOutcome order(UUID hold, String email) {
    PlaceRequest request = new PlaceRequest(hold, new Order.Buyer("Ada", email, ""), List.of());
    return node.checkout.place(event, request, IdempotencyKey.of(hold.toString(), email));
  }
}
