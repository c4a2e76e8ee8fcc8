package org.onsale.backoffice;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.onsale.catalog.Event;
import org.onsale.notifications.Channel;
import org.onsale.notifications.Kind;
import org.onsale.notifications.Message;
import org.onsale.platform.PageLanguage;

/**
 * A line of the table of messages.
 *
 * @param subject what it is about, when it has no subject of its own
 * @param tone of the word that says how far it has come
 */
public record MessageLine(
    String path,
    String subject,
    String recipient,
    String event,
    String writtenAt,
    String state,
    String tone,
    boolean sms) {

  static MessageLine of(Message message, Optional<Event> event, Set<Channel> provided) {
    ZoneId zone = event.map(each -> each.venue().timeZone()).orElse(ZoneOffset.UTC);
    return new MessageLine(
        path(message),
        subject(message),
        message.recipient(),
        event.map(Event::name).orElse(""),
        Times.shown(message.writtenAt(), zone),
        state(message, provided),
        tone(message),
        isSms(message));
  }

  static String path(Message message) {
    return "/office/outbox/" + message.eventId() + "/" + message.id();
  }

  static String subject(Message message) {
    return message.subject().isEmpty() ? about(message) : message.subject();
  }

  /** What it is about. */
  static String about(Message message) {
    return Kind.of(message.kind())
        .map(kind -> PageLanguage.say(kind.title()))
        .orElse(message.kind());
  }

  static boolean isSms(Message message) {
    return message.channel().equals(Channel.SMS.id());
  }

  static String state(Message message, Set<Channel> provided) {
    OutboxWords words = PageLanguage.words(OutboxWords.class);
    return switch (message.state()) {
      case STORED -> {
        boolean waits = message.nextAttemptAt() != null;
        boolean leaves = Channel.of(message.channel()).filter(provided::contains).isPresent();
        yield waits && leaves ? words.waiting() : words.keptHere();
      }
      case SENDING -> words.sending();
      case SENT -> words.sent();
      case FAILED -> words.failed();
      case BOUNCED -> words.bounced();
      case OVERTAKEN -> words.overtaken();
    };
  }

  static String tone(Message message) {
    return switch (message.state()) {
      case STORED -> message.attempts() > 0 ? "warn" : "";
      case OVERTAKEN -> "";
      case SENDING -> "warn";
      case SENT -> "good";
      case FAILED, BOUNCED -> "bad";
    };
  }
}
