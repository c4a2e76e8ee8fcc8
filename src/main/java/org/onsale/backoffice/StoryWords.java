package org.onsale.backoffice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.Story;
import org.onsale.orders.Order;
import org.onsale.orders.Stories;

/** Says in words what a change was. */
final class StoryWords {
  /** Within it a time of the day is clear. */
  private static final Duration SOON = Duration.ofHours(12);

  private final ZoneId zone;
  private final @Nullable Integer seat;

  /**
   * @param zone of the venue
   * @param seat that the story is about; null when it is about holds
   */
  StoryWords(ZoneId zone, @Nullable Integer seat) {
    this.zone = zone;
    this.seat = seat;
  }

  /** A sentence such as {@code Held until 19:14:12}. */
  String sentence(Stories.Line line) {
    Story.Entry entry = line.entry();
    String order = order(line);
    return switch (entry.kind()) {
      case CONFIGURE -> "Put on sale";
      case HOLD -> "Held until " + clock(entry.expiresAt());
      case REPLACE ->
          leaves(entry)
              ? "Free again: its buyer exchanged it for other places"
              : "Held until " + clock(entry.expiresAt()) + ", in exchange for other places";
      case CLAIM -> order + " claimed it, pay by " + deadline(entry);
      case CONFIRM -> "Sold to " + lowered(order);
      case RELEASE ->
          entry.order() == null
              ? "Released by its buyer: free again"
              : order + " was given up before it was paid: free again";
      case EXPIRE ->
          entry.order() == null
              ? "Expired: nobody ordered in time, free again"
              : "Expired: " + lowered(order) + " was not paid in time, free again";
      case CANCEL -> "Cancelled: " + lowered(order) + " was undone, free again";
      case RETURN -> "Returned from " + lowered(order) + ": free again";
      case BLOCK -> "Blocked for " + (entry.label() == null ? "the house" : entry.label());
      case UNBLOCK -> "Given back to the sale: free again";
    };
  }

  /** What the places are after it: free, held, sold or blocked. */
  String state(Story.Entry entry) {
    return switch (entry.kind()) {
      case HOLD, CLAIM -> "held";
      case REPLACE -> leaves(entry) ? "free" : "held";
      case CONFIRM -> "sold";
      case BLOCK -> "blocked";
      case CONFIGURE, RELEASE, EXPIRE, CANCEL, RETURN, UNBLOCK -> "free";
    };
  }

  /** Who had a seat at a moment. */
  String sentence(Stories.Then then) {
    Stories.Line since = then.since();
    String who = since == null ? "" : order(since);
    return switch (then.moment().state()) {
      case FREE -> "It was free.";
      case HELD -> "It was held by a buyer who had not ordered yet.";
      case CLAIMED -> who + " had claimed it and was not paid yet.";
      case SOLD -> "It was sold to " + lowered(who) + ".";
      case BLOCKED -> "It was blocked by the house.";
    };
  }

  private boolean leaves(Story.Entry entry) {
    return seat != null && !entry.seats().contains(seat);
  }

  private static String order(Stories.Line line) {
    Order.Buyer buyer = line.buyer();
    return "Order " + line.entry().order() + (buyer == null ? "" : " (" + buyer.name() + ")");
  }

  private static String lowered(String order) {
    return order.replaceFirst("^Order", "order");
  }

  /** Who pays at the box office has days. */
  private String deadline(Story.Entry entry) {
    Instant until = entry.expiresAt();
    return until == null || until.isBefore(entry.at().plus(SOON))
        ? clock(until)
        : Times.shown(until, zone);
  }

  private String clock(@Nullable Instant instant) {
    return instant == null ? "it is ended" : Times.clock(instant, zone);
  }
}
