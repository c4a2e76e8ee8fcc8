package org.onsale.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.EventDetails;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.Receipts;
import org.onsale.orders.RefundOutcome;
import org.onsale.orders.RefundRequest;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.Language;
import org.onsale.platform.OutboxDelivery;
import org.onsale.platform.Secrets;
import org.onsale.platform.TestDatabase;
import org.onsale.platform.TestFolder;
import org.onsale.tickets.TicketsFixture;

/** All that writes and sends messages, on a database of its own, with providers of paper. */
final class MessagesFixture implements AutoCloseable {
  private static final URI PUBLIC_URL = URI.create("https://tickets.example.org");

  final TestDatabase.Address address = TestDatabase.create();
  final TicketsFixture shop = new TicketsFixture(address);
  final Database database = shop.database();
  final FakeProvider mail = new FakeProvider(Channel.MAIL);
  final FakeProvider sms = new FakeProvider(Channel.SMS);
  final Providers providers = new Providers(List.of(mail, sms));
  final MessageRows rows = new MessageRows(database);
  final MessageSettings settings = new MessageSettings(database);
  final Templates templates = new Templates(database, Clock.systemUTC());
  final ReminderRefusals refusals;
  final Messages messages;
  final Announcements announcements;
  final AnnouncementWalk walk;
  private final LetterWriter writer;

  MessagesFixture() {
    Secrets secrets = TestFolder.secrets();
    Enclosures enclosures =
        new Enclosures(
            shop.node.orders,
            shop.node.catalog,
            shop.node.sales,
            shop.tickets,
            shop.node.refunds,
            new Receipts(database, shop.node.catalog, shop.node.orders),
            shop.node.secrets,
            PUBLIC_URL);
    refusals = new ReminderRefusals(database, shop.node.orders, secrets, PUBLIC_URL);
    messages = new Messages(database, enclosures, providers, stillTrue(Clock.systemUTC()));
    writer = new LetterWriter(templates, settings, enclosures);
    announcements = new Announcements(database, shop.node.orders, messages);
    walk = walk(Clock.systemUTC());
  }

  AnnouncementWalk walk(Clock clock) {
    return new AnnouncementWalk(
        database,
        shop.node.orders,
        shop.node.refunds,
        shop.node.catalog,
        writer,
        providers,
        refusals,
        clock);
  }

  Event event() {
    return shop.event();
  }

  /** Gives lines of an order back, or all that is left of it. */
  void refund(Order order, List<Integer> lines) {
    refund(order, lines, IdempotencyKey.of(lines.toString(), "refund"));
  }

  void refund(Order order, List<Integer> lines, IdempotencyKey key) {
    RefundRequest request = new RefundRequest(lines, "Ada", "");
    assertThat(shop.node.refunds.refund(order.code(), request, key))
        .isInstanceOf(RefundOutcome.Given.class);
  }

  /** The event at eight: its day begins long before, whatever the hour of the test. */
  Event evening() {
    Event event = event();
    EventDetails details =
        new EventDetails(
            event.name(),
            "",
            event.venue().id(),
            event.startsAtVenue().with(LocalTime.of(20, 0)).toInstant(),
            event.saleOpensAt(),
            event.saleClosesAt(),
            event.holdTime(),
            event.paymentTime(),
            event.limitPerCustomer(),
            "EUR");
    return ((EventChange.Changed) shop.node.catalog.update(event.id(), event.version(), details))
        .event();
  }

  Dispatch dispatch(Provider provider) {
    return dispatch(provider, Clock.systemUTC());
  }

  Dispatch dispatch(Provider provider, Clock clock) {
    return new Dispatch(rows, provider, stillTrue(clock), clock);
  }

  private StillTrue stillTrue(Clock clock) {
    return new StillTrue(shop.node.orders, shop.node.refunds, shop.node.catalog, refusals, clock);
  }

  OrderLinks links(Clock clock) {
    return new OrderLinks(
        database,
        shop.node.orders,
        shop.node.refunds,
        shop.node.catalog,
        writer,
        rows,
        providers,
        clock);
  }

  /** Delivers all that the outbox has for messages. */
  void tell() {
    OrderNews.Desk desk =
        new OrderNews.Desk(
            shop.node.orders,
            shop.node.refunds,
            shop.node.offers,
            shop.node.catalog,
            writer,
            rows,
            providers);
    new OutboxDelivery(
            database,
            List.of(
                News.paid(desk),
                News.paymentFailed(desk),
                News.expired(desk),
                News.offered(desk),
                News.returned(desk),
                News.cancelled(desk),
                News.refunded(desk),
                News.changed(announcements),
                News.postponed(announcements),
                News.eventCancelled(announcements)),
            Clock.systemUTC())
        .run();
  }

  /** Stores mails of a kind to recipients, without orders. */
  void store(Kind kind, String... recipients) throws Exception {
    EventId event = event().id();
    rows.store(
        List.of(recipients).stream()
            .map(
                to ->
                    new Letter(
                        OrderCode.random(event),
                        kind,
                        kind.urgency(),
                        "",
                        Channel.MAIL,
                        Language.ENGLISH,
                        to,
                        "Subject",
                        "Text",
                        "<p>Text</p>",
                        null))
            .toList(),
        providers.provided());
  }

  Message only(String recipient) {
    List<Message> found = messages.list(null, recipient, null, 100).items();
    if (found.size() != 1) {
      throw new AssertionError(found);
    }
    return found.getFirst();
  }

  /** As if the time for the next attempts, or the end of leases, had come. */
  void passTime() {
    shop.execute(
        "UPDATE message SET next_attempt_at = now() - interval '1 second'"
            + " WHERE next_attempt_at IS NOT NULL");
  }

  /** Many paid orders, one ticket each. */
  void sell(int orders, Instant orderedAt) {
    String sql =
        """
        INSERT INTO customer_order (event_id, code, hold_id, status, buyer_name, buyer_email,
                                    buyer_phone, currency, total, idempotency_key, request_hash,
                                    created_at, pay_by)
        SELECT :event, 'A' || :event || '-' || lpad(n::text, 8, '0'), gen_random_uuid(), 'paid',
               'Buyer ' || n, n || '@example.org', '+48 600 ' || n, 'EUR', 1250, 'many' || n, '',
               :at, :at
          FROM generate_series(1, :orders) AS n
        """;
    String lines =
        """
        INSERT INTO order_line (event_id, code, number, pool, place, category, price, attendee)
        SELECT event_id, code, 1, 1, 'Standing', 'Standing', 1250, buyer_name
          FROM customer_order
         WHERE event_id = :event AND idempotency_key LIKE 'many%'
        """;
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle
                  .createUpdate(sql)
                  .bind("event", event().id().value())
                  .bind("orders", orders)
                  .bind("at", orderedAt)
                  .execute();
              handle.createUpdate(lines).bind("event", event().id().value()).execute();
            });
  }

  void change(Order order, String column, String value) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE customer_order SET " + column + " = ? WHERE event_id = ? AND code = ?",
                    value,
                    order.code().event().value(),
                    order.code().value()));
  }

  long count(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(long.class).one());
  }

  Set<Channel> provided() {
    return providers.provided();
  }

  @Override
  public void close() {
    shop.close();
  }
}
