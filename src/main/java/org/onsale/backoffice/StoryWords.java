package org.onsale.backoffice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.onsale.inventory.Story;
import org.onsale.orders.Order;
import org.onsale.orders.Stories;
import org.onsale.platform.PageLanguage;

/** Says in words what a change was. */
final class StoryWords {
  /** Within it a time of the day is clear. */
  private static final Duration SOON = Duration.ofHours(12);

  private final PastWords words = PageLanguage.words(PastWords.class);
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
    String sentence =
        switch (entry.kind()) {
          case CONFIGURE -> words.putOnSale();
          case HOLD -> words.heldUntil(clock(entry.expiresAt()));
          case REPLACE ->
              leaves(entry)
                  ? words.exchangedAway()
                  : words.heldInExchange(clock(entry.expiresAt()));
          case CLAIM -> words.claimed(order, deadline(entry));
          case CONFIRM -> words.soldTo(order);
          case RELEASE -> entry.order() == null ? words.releasedByBuyer() : words.givenUp(order);
          case EXPIRE -> entry.order() == null ? words.expired() : words.expiredUnpaid(order);
          case CANCEL -> words.undone(order);
          case RETURN -> words.returned(order);
          case BLOCK -> words.blockedFor(entry.label() == null ? words.theHouse() : entry.label());
          case UNBLOCK -> words.unblocked();
        };
    return capital(sentence);
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
    return capital(
        switch (then.moment().state()) {
          case FREE -> words.wasFree();
          case HELD -> words.wasHeld();
          case CLAIMED -> words.wasClaimed(who);
          case SOLD -> words.wasSold(who);
          case BLOCKED -> words.wasBlocked();
        });
  }

  private boolean leaves(Story.Entry entry) {
    return seat != null && !entry.seats().contains(seat);
  }

  private String order(Stories.Line line) {
    Order.Buyer buyer = line.buyer();
    String code = String.valueOf(line.entry().order());
    return buyer == null ? words.orderNamed(code) : words.orderBy(code, buyer.name());
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  /** Who pays at the box office has days. */
  private String deadline(Story.Entry entry) {
    Instant until = entry.expiresAt();
    return until == null || until.isBefore(entry.at().plus(SOON))
        ? clock(until)
        : Times.shown(until, zone);
  }

  private String clock(@Nullable Instant instant) {
    return instant == null ? words.untilEnded() : Times.clock(instant, zone);
  }
}
