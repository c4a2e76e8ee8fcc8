package org.onsale.backoffice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.onsale.notifications.Attempt;
import org.onsale.notifications.Channel;
import org.onsale.notifications.Enclosure;
import org.onsale.notifications.Message;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Phrase;

/**
 * A message as its reader sees it, and its way to the reader.
 *
 * @param next when the next attempt is due; empty when nobody will try
 * @param provided whether such messages leave the house
 * @param overtaken whether it was not sent because it is not true any more
 */
public record MessageView(
    String path,
    String about,
    String subject,
    String recipient,
    String order,
    String orderPath,
    String language,
    String messageId,
    String state,
    String tone,
    String writtenAt,
    String next,
    boolean sms,
    boolean provided,
    boolean overtaken,
    String text,
    String html,
    List<AttemptLine> attempts,
    List<File> files) {

  /** A line of the delivery log. */
  public record AttemptLine(int number, String at, String word, String tone, String answer) {}

  /** A file that goes with the message. */
  public record File(String name, String mediaType, String path) {}

  static MessageView of(
      Message message,
      List<Attempt> attempts,
      List<Enclosure> enclosures,
      Set<Channel> provided,
      ZoneId zone) {
    Instant next = message.nextAttemptAt();
    String path = MessageLine.path(message);
    boolean leaves = Channel.of(message.channel()).filter(provided::contains).isPresent();
    return new MessageView(
        path,
        MessageLine.about(message),
        MessageLine.subject(message),
        message.recipient(),
        message.orderCode(),
        "/office/events/" + message.eventId() + "/orders/" + message.orderCode(),
        message.language(),
        message.messageId(),
        MessageLine.state(message, provided),
        MessageLine.tone(message),
        Times.shown(message.writtenAt(), zone),
        next == null || !leaves || message.state() != Message.State.STORED
            ? ""
            : Times.day(next, zone) + ", " + Times.clock(next, zone),
        MessageLine.isSms(message),
        leaves,
        message.state() == Message.State.OVERTAKEN,
        message.bodyText(),
        message.bodyHtml(),
        attempts.stream().map(attempt -> line(attempt, zone)).toList(),
        enclosures.stream().map(each -> file(path, each)).toList());
  }

  private static AttemptLine line(Attempt attempt, ZoneId zone) {
    String at = Times.day(attempt.begunAt(), zone) + ", " + Times.clock(attempt.begunAt(), zone);
    String outcome = attempt.outcome() == null ? "" : attempt.outcome();
    return switch (outcome) {
      case "accepted" ->
          new AttemptLine(
              attempt.number(), at, PageLanguage.say("Accepted"), "good", attempt.answer());
      case "refused" ->
          new AttemptLine(
              attempt.number(), at, PageLanguage.say("Refused"), "bad", attempt.answer());
      case "later" ->
          new AttemptLine(
              attempt.number(), at, PageLanguage.say("Not taken"), "warn", attempt.answer());
      case "overtaken" ->
          new AttemptLine(
              attempt.number(),
              at,
              PageLanguage.words(OutboxWords.class).overtaken(),
              "",
              PageLanguage.say(Phrase.stored(attempt.answer())));
      default ->
          new AttemptLine(
              attempt.number(),
              at,
              PageLanguage.say("No answer yet"),
              "",
              PageLanguage.say("Under way, or cut short."));
    };
  }

  private static File file(String path, Enclosure enclosure) {
    String mediaType = enclosure.mediaType().split(";", 2)[0];
    return new File(enclosure.name(), mediaType, path + "/" + enclosure.name());
  }
}
