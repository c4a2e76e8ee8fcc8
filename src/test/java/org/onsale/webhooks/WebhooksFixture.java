package org.onsale.webhooks;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.onsale.platform.Database;
import org.onsale.platform.Outbox;
import org.onsale.platform.OutboxDelivery;
import org.onsale.platform.OutboxHandler;
import org.onsale.platform.OutboxReader;
import org.onsale.platform.Secrets;
import org.onsale.platform.TestClock;
import org.onsale.platform.TestDatabase;
import org.onsale.platform.TestFolder;
import org.onsale.tickets.TicketsFixture;

/** All that tells organisers' systems, on a database of its own, with a clock that is stepped. */
final class WebhooksFixture implements AutoCloseable {
  final TestClock clock = new TestClock();
  final TicketsFixture shop = new TicketsFixture(TestDatabase.create());
  final Database database = shop.database();
  final Secrets secrets = TestFolder.secrets();
  final EndpointRows endpointRows = new EndpointRows(database, secrets, clock);
  final DeliveryRows rows = new DeliveryRows(database, clock);
  final Deliveries deliveries = new Deliveries(database, clock);
  final Receiver receiver = new Receiver();
  final Endpoints endpoints = endpoints(new TargetRules(true));
  private final Vertx vertx = Vertx.vertx();
  private final List<Courier> couriers = new ArrayList<>();
  final Courier courier = courier(new TargetRules(true), Duration.ofMinutes(1));

  Endpoints endpoints(TargetRules rules) {
    return new Endpoints(endpointRows, rows, shop.node.catalog, rules);
  }

  /** Another node, or one with other rules. */
  Courier courier(TargetRules rules, Duration limit) {
    Line line = new Line(vertx, rules, new HttpClientOptions(), limit);
    Courier courier = new Courier(endpointRows, rows, line, clock);
    couriers.add(courier);
    return courier;
  }

  Endpoints.MakeOutcome.Made endpoint(String path, WebhookType... types) {
    List<WebhookType> chosen = List.of(types.length == 0 ? WebhookType.values() : types);
    return made(receiver.url(path), chosen);
  }

  Endpoints.MakeOutcome.Made made(String url, List<WebhookType> types) {
    List<String> ids = types.stream().map(WebhookType::id).toList();
    return (Endpoints.MakeOutcome.Made) endpoints.make(new EndpointDetails(url, "Ours", ids));
  }

  /** Delivers all that the outbox has. */
  void hear() {
    hear(WebhookType.values());
  }

  /** The same with handlers of some topics only, as if those of the others were later. */
  void hear(WebhookType... types) {
    WebhookNews.Desk desk =
        new WebhookNews.Desk(
            endpointRows,
            rows,
            new OutboxReader(database),
            new BodyWriter(shop.node.catalog, shop.node.orders, shop.node.refunds));
    List<OutboxHandler> handlers =
        Arrays.stream(types).<OutboxHandler>map(type -> new WebhookNews(desk, type)).toList();
    new OutboxDelivery(database, handlers, Clock.systemUTC()).run();
  }

  void write(String topic, Map<String, Object> payload) {
    database
        .jdbi()
        .useHandle(
            handle -> {
              try {
                new Outbox()
                    .writeAll(handle.getConnection(), shop.event().id(), topic, List.of(payload));
              } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /** Sends what is due now. */
  void send() throws InterruptedException {
    courier.run();
    courier.rest();
  }

  /** Of all endpoints, the oldest first. */
  List<WebhookDelivery> all() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM webhook_delivery ORDER BY id")
                    .mapTo(WebhookDelivery.class)
                    .list());
  }

  WebhookDelivery only() {
    List<WebhookDelivery> all = all();
    if (all.size() != 1) {
      throw new AssertionError(all);
    }
    return all.getFirst();
  }

  @Override
  public void close() {
    couriers.forEach(Courier::stop);
    vertx.close();
    receiver.close();
    shop.close();
  }
}
