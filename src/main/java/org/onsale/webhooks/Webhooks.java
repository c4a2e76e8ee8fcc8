package org.onsale.webhooks;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.onsale.catalog.Catalog;
import org.onsale.orders.Orders;
import org.onsale.orders.Refunds;
import org.onsale.platform.OutboxHandler;
import org.onsale.platform.OutboxReader;
import org.onsale.platform.RecurringWork;

/** What is told of, and the work that must be done for it. */
final class Webhooks {
  /** What is older is removed from the log, delivered or not. */
  static final Duration KEPT = Duration.ofDays(30);

  private Webhooks() {}

  @Produces
  @Singleton
  static WebhookNews.Desk desk(
      EndpointRows endpoints,
      DeliveryRows rows,
      OutboxReader outbox,
      Catalog catalog,
      Orders orders,
      Refunds refunds) {
    return new WebhookNews.Desk(endpoints, rows, outbox, new BodyWriter(catalog, orders, refunds));
  }

  @Produces
  @Singleton
  static OutboxHandler paid(WebhookNews.Desk desk) {
    return new WebhookNews(desk, WebhookType.ORDER_PAID);
  }

  @Produces
  @Singleton
  static OutboxHandler paymentFailed(WebhookNews.Desk desk) {
    return new WebhookNews(desk, WebhookType.PAYMENT_FAILED);
  }

  @Produces
  @Singleton
  static OutboxHandler refunded(WebhookNews.Desk desk) {
    return new WebhookNews(desk, WebhookType.ORDER_REFUNDED);
  }

  @Produces
  @Singleton
  static OutboxHandler cancelled(WebhookNews.Desk desk) {
    return new WebhookNews(desk, WebhookType.ORDER_CANCELLED);
  }

  @Produces
  @Singleton
  static OutboxHandler expired(WebhookNews.Desk desk) {
    return new WebhookNews(desk, WebhookType.ORDER_EXPIRED);
  }

  @Produces
  @Singleton
  static OutboxHandler offered(WebhookNews.Desk desk) {
    return new WebhookNews(desk, WebhookType.PLACES_OFFERED);
  }

  @Produces
  @Singleton
  static OutboxHandler returned(WebhookNews.Desk desk) {
    return new WebhookNews(desk, WebhookType.PAYMENT_RETURNED);
  }

  @Produces
  @Singleton
  static OutboxHandler changed(WebhookNews.Desk desk) {
    return new WebhookNews(desk, WebhookType.EVENT_CHANGED);
  }

  @Produces
  @Singleton
  static OutboxHandler postponed(WebhookNews.Desk desk) {
    return new WebhookNews(desk, WebhookType.EVENT_POSTPONED);
  }

  @Produces
  @Singleton
  static OutboxHandler eventCancelled(WebhookNews.Desk desk) {
    return new WebhookNews(desk, WebhookType.EVENT_CANCELLED);
  }

  @Produces
  @Singleton
  static Courier courier(
      EndpointRows endpoints, DeliveryRows rows, Vertx vertx, TargetRules rules, Clock clock) {
    Line line = new Line(vertx, rules, new HttpClientOptions(), Courier.LIMIT);
    return new Courier(endpoints, rows, line, clock);
  }

  static void end(@Disposes Courier courier) {
    courier.stop();
  }

  @Produces
  @Singleton
  static RecurringWork sending(Courier courier) {
    return new RecurringWork("webhooks", Duration.ofSeconds(1), courier::run);
  }

  @Produces
  @Singleton
  static RecurringWork sweeping(DeliveryRows rows) {
    return new RecurringWork("webhooks-old", Duration.ofHours(1), () -> rows.sweep(KEPT));
  }
}
