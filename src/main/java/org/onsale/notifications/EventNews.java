package org.onsale.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.OutboxHandler;
import org.onsale.platform.OutboxMessage;

/** Begins to tell all who have tickets of an event that something has happened to it. */
final class EventNews implements OutboxHandler {
  private final Announcements announcements;
  private final String topic;
  private final Kind kind;
  private final Function<JsonNode, Announcements.@Nullable Was> was;

  /**
   * @param was what the payload says of the time before
   */
  EventNews(
      Announcements announcements,
      String topic,
      Kind kind,
      Function<JsonNode, Announcements.@Nullable Was> was) {
    this.announcements = announcements;
    this.topic = topic;
    this.kind = kind;
    this.was = was;
  }

  @Override
  public String topic() {
    return topic;
  }

  /** Each message of the outbox is an occasion of its own, which its repetition finds begun. */
  @Override
  public List<Delivery> prepare(List<OutboxMessage> round) {
    return round.stream().<Delivery>map(message -> () -> begin(message)).toList();
  }

  private void begin(OutboxMessage message) {
    announcements.begin(
        message.event(), kind, Long.toString(message.id()), was.apply(message.payload()));
  }
}
