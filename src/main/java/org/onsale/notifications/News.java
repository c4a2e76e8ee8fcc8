package org.onsale.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.Offer;
import org.onsale.orders.Offers;
import org.onsale.orders.Order;
import org.onsale.orders.Orders;
import org.onsale.orders.Refunds;
import org.onsale.platform.Language;
import org.onsale.platform.OutboxHandler;
import org.onsale.platform.RecurringWork;

/** What is told of whom: the topics of the outbox, and the work that must be done for them. */
final class News {
  private News() {}

  @Produces
  @Singleton
  static OrderNews.Desk desk(
      Orders orders,
      Refunds refunds,
      Offers offers,
      Catalog catalog,
      LetterWriter writer,
      MessageRows rows,
      Providers providers) {
    return new OrderNews.Desk(orders, refunds, offers, catalog, writer, rows, providers);
  }

  /** The tickets. */
  @Produces
  @Singleton
  static OutboxHandler paid(OrderNews.Desk desk) {
    return new OrderNews(desk, new OrderNews.News("order-paid", Kind.ORDER_PAID, order -> true));
  }

  /** Told once, and not to who has paid by another attempt meanwhile. */
  @Produces
  @Singleton
  static OutboxHandler paymentFailed(OrderNews.Desk desk) {
    return new OrderNews(
        desk,
        new OrderNews.News(
            "payment-failed",
            Kind.PAYMENT_FAILED,
            order -> order.status() == Order.Status.PENDING));
  }

  @Produces
  @Singleton
  static OutboxHandler expired(OrderNews.Desk desk) {
    return new OrderNews(
        desk, new OrderNews.News("order-expired", Kind.ORDER_EXPIRED, News::isCancelled));
  }

  /** Not to who has answered meanwhile. */
  @Produces
  @Singleton
  static OutboxHandler offered(OrderNews.Desk desk) {
    return new OrderNews(
        desk,
        new OrderNews.News(
            "places-offered",
            Kind.PLACES_OFFERED,
            each -> each.order().status() == Order.Status.OFFERED,
            payload -> payload.path("offer").asText(),
            OrderNews.Case::places,
            (each, values) -> withOffer(desk, each.order(), values)));
  }

  private static Values withOffer(OrderNews.Desk desk, Order order, Values values) {
    Offer offer = desk.offers().of(order.code()).orElseThrow();
    Event event = desk.catalog().event(order.code().event()).orElseThrow();
    return values
        .with(
            Placeholder.OFFER,
            offer.seats().stream()
                .map(seat -> Values.BULLET + seat.place(values.locale()))
                .collect(Collectors.joining("\n")))
        .with(
            Placeholder.OFFER_UNTIL,
            Language.when(offer.until().atZone(event.venue().timeZone()), values.locale()));
  }

  /** The money of a late payment goes back, whoever decided that. */
  @Produces
  @Singleton
  static OutboxHandler returned(OrderNews.Desk desk) {
    return new OrderNews(
        desk, new OrderNews.News("payment-returned", Kind.PAYMENT_RETURNED, News::isCancelled));
  }

  @Produces
  @Singleton
  static OutboxHandler cancelled(OrderNews.Desk desk) {
    return new OrderNews(
        desk, new OrderNews.News("order-cancelled", Kind.ORDER_CANCELLED, News::isCancelled));
  }

  private static boolean isCancelled(Order order) {
    return order.status() == Order.Status.CANCELLED;
  }

  /** Each refund of an order is told of, unless there is nothing that comes back. */
  @Produces
  @Singleton
  static OutboxHandler refunded(OrderNews.Desk desk) {
    return new OrderNews(
        desk,
        new OrderNews.News(
            "order-refunded",
            Kind.ORDER_REFUNDED,
            each -> each.refund().amount().amount() > 0,
            payload -> payload.path("refund").asText(),
            OrderNews.Case::givenBack,
            (each, values) ->
                values.with(Placeholder.REFUND, each.refund().amount().shown(values.locale()))));
  }

  @Produces
  @Singleton
  static OutboxHandler changed(Announcements announcements) {
    return new EventNews(announcements, "event-changed", Kind.EVENT_CHANGED, News::was);
  }

  private static Announcements.Was was(JsonNode payload) {
    return new Announcements.Was(
        Instant.parse(payload.path("startsAt").asText()),
        payload.path("where").asText(),
        payload.path("timeZone").asText());
  }

  @Produces
  @Singleton
  static OutboxHandler postponed(Announcements announcements) {
    return new EventNews(announcements, "event-postponed", Kind.EVENT_POSTPONED, News::was);
  }

  @Produces
  @Singleton
  static OutboxHandler eventCancelled(Announcements announcements) {
    return new EventNews(announcements, "event-cancelled", Kind.EVENT_CANCELLED, payload -> null);
  }

  @Produces
  @Singleton
  static RecurringWork mails(
      MessageRows rows, MailProvider provider, StillTrue stillTrue, Clock clock) {
    return sending("messages-mail", new Dispatch(rows, provider, stillTrue, clock));
  }

  @Produces
  @Singleton
  static RecurringWork sms(MessageRows rows, Twilio provider, StillTrue stillTrue, Clock clock) {
    return sending("messages-sms", new Dispatch(rows, provider, stillTrue, clock));
  }

  private static RecurringWork sending(String name, Dispatch dispatch) {
    return new RecurringWork(name, Duration.ofSeconds(1), dispatch::run);
  }

  @Produces
  @Singleton
  static RecurringWork announcing(AnnouncementWalk walk) {
    return new RecurringWork("announcements", Duration.ofSeconds(1), walk::run);
  }

  @Produces
  @Singleton
  static RecurringWork reminding(Reminders reminders) {
    return new RecurringWork("reminders", Duration.ofMinutes(1), reminders::run);
  }
}
