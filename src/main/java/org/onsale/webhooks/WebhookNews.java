package org.onsale.webhooks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.onsale.platform.OutboxHandler;
import org.onsale.platform.OutboxMessage;
import org.onsale.platform.OutboxReader;

/**
 * Writes down what the endpoints are to be told of messages of one topic; nothing when none wants
 * it. {@link Courier} sends it.
 *
 * <p>The outbox brings messages in any order. So those that are written before one of these about
 * the same order, and not brought yet, come along: no message of an order is ever there to be sent
 * before an earlier one.
 */
final class WebhookNews implements OutboxHandler {

  /** What is needed whatever the topic. */
  record Desk(EndpointRows endpoints, DeliveryRows rows, OutboxReader outbox, BodyWriter writer) {}

  private final Desk desk;
  private final WebhookType type;

  WebhookNews(Desk desk, WebhookType type) {
    this.desk = desk;
    this.type = type;
  }

  @Override
  public String topic() {
    return type.topic();
  }

  @Override
  public List<Delivery> prepare(List<OutboxMessage> messages) {
    List<Endpoint> endpoints = desk.endpoints().all();
    if (endpoints.stream().anyMatch(endpoint -> endpoint.wants(type))) {
      desk.rows().store(deliveries(inOrder(messages), endpoints));
    }
    return messages.stream().map(message -> Delivery.done()).toList();
  }

  private List<OutboxMessage> inOrder(List<OutboxMessage> messages) {
    List<OutboxMessage> all =
        new ArrayList<>(
            type.isOfOrders()
                ? desk.outbox().before(messages, "code", WebhookType.topicsOfOrders())
                : desk.outbox().before(messages, "event", WebhookType.topicsOfEvents()));
    Set<Long> there = new HashSet<>();
    all.forEach(message -> there.add(message.id()));
    messages.stream().filter(message -> there.add(message.id())).forEach(all::add);
    return all;
  }

  private List<NewDelivery> deliveries(List<OutboxMessage> messages, List<Endpoint> endpoints) {
    List<NewDelivery> deliveries = new ArrayList<>();
    for (BodyWriter.Written written : desk.writer().write(messages)) {
      endpoints.stream()
          .filter(endpoint -> endpoint.wants(written.type()))
          .forEach(endpoint -> deliveries.add(written.to(endpoint)));
    }
    return deliveries;
  }
}
