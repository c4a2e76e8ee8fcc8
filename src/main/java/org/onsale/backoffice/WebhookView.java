package org.onsale.backoffice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Phrase;
import org.onsale.webhooks.Endpoint;
import org.onsale.webhooks.WebhookAttempt;
import org.onsale.webhooks.WebhookDelivery;

/**
 * An endpoint as its organiser sees it.
 *
 * @param why it is paused; empty when it is not, or by the organiser
 * @param trouble since when nothing has been delivered; empty when all is well
 * @param overlap until when two secrets sign; empty when there is one
 */
public record WebhookView(
    String path,
    String url,
    String description,
    String types,
    boolean paused,
    String state,
    String tone,
    String why,
    String trouble,
    String overlap) {

  static String path(Endpoint endpoint) {
    return path(endpoint.id());
  }

  private static String path(UUID endpoint) {
    return "/office/webhooks/" + endpoint;
  }

  static WebhookView of(Endpoint endpoint) {
    boolean paused = endpoint.state() == Endpoint.State.PAUSED;
    Instant failing = endpoint.failingSince();
    Instant overlap = endpoint.oldSecretUntil();
    String state = PageLanguage.say(paused ? "Paused" : failing == null ? "Active" : "Failing");
    String tone = paused ? "bad" : failing == null ? "good" : "warn";
    return new WebhookView(
        path(endpoint),
        endpoint.url(),
        endpoint.description(),
        String.join(", ", endpoint.types()),
        paused,
        state,
        tone,
        PageLanguage.say(Phrase.stored(endpoint.pausedBecause())),
        failing == null ? "" : shown(failing),
        overlap == null ? "" : shown(overlap));
  }

  private static String shown(Instant time) {
    return Times.day(time, ZoneOffset.UTC) + ", " + Times.clock(time, ZoneOffset.UTC) + " UTC";
  }

  /**
   * A line of the log.
   *
   * @param about the order; empty when it is of none
   */
  public record Line(
      String path,
      String type,
      String about,
      String aboutPath,
      String state,
      String tone,
      int attempts,
      String createdAt,
      String next,
      String message,
      String body) {

    static Line of(WebhookDelivery delivery) {
      Instant next = delivery.nextAttemptAt();
      boolean waiting = delivery.state() == WebhookDelivery.State.WAITING;
      String order = delivery.eventId() == 0 ? "" : delivery.orderCode();
      return new Line(
          WebhookView.path(delivery.endpoint()) + "/deliveries/" + delivery.id(),
          delivery.type(),
          order,
          "/office/events/" + delivery.eventId() + "/orders/" + order,
          state(delivery),
          tone(delivery),
          delivery.attempts(),
          shown(delivery.createdAt()),
          waiting && next != null ? shown(next) : "",
          delivery.message(),
          delivery.body());
    }

    private static String state(WebhookDelivery delivery) {
      return switch (delivery.state()) {
        case WAITING -> PageLanguage.say("Waiting");
        case SENDING -> PageLanguage.say("Sending");
        case DELIVERED -> PageLanguage.say("Delivered");
        case FAILED -> PageLanguage.say("Given up");
      };
    }

    private static String tone(WebhookDelivery delivery) {
      return switch (delivery.state()) {
        case WAITING -> delivery.attempts() > 0 ? "warn" : "";
        case SENDING -> "warn";
        case DELIVERED -> "good";
        case FAILED -> "bad";
      };
    }
  }

  /** One try to deliver a message. */
  public record AttemptLine(
      int number, String at, String took, String status, String tone, String answer) {

    static List<AttemptLine> of(List<WebhookAttempt> attempts) {
      return attempts.stream().map(AttemptLine::of).toList();
    }

    private static AttemptLine of(WebhookAttempt attempt) {
      Integer status = attempt.status();
      boolean over = attempt.tookMs() != null;
      boolean well = status != null && status >= 200 && status < 300;
      return new AttemptLine(
          attempt.number(),
          shown(attempt.begunAt()),
          over ? attempt.tookMs() + " ms" : "",
          status != null ? Integer.toString(status) : PageLanguage.say("No answer"),
          well ? "good" : over ? "bad" : "",
          over ? PageLanguage.say(attempt.said()) : PageLanguage.say("Under way, or cut short."));
    }
  }
}
