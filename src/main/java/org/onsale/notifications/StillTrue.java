package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.orders.Orders;
import org.onsale.orders.Refunds;
import org.onsale.platform.Phrase;

/**
 * Looks, in the moment before a message leaves, whether what it says is still so. It may have
 * waited for a day, while its provider was down: a reminder would call people to a show that is
 * over, was moved, or for which they have given their tickets back; the news that a show is moved
 * would say of a cancelled one that it takes place.
 */
@Singleton
final class StillTrue {
  private final Orders orders;
  private final Refunds refunds;
  private final Catalog catalog;
  private final ReminderRefusals refusals;
  private final Clock clock;

  @Inject
  StillTrue(
      Orders orders, Refunds refunds, Catalog catalog, ReminderRefusals refusals, Clock clock) {
    this.orders = orders;
    this.refunds = refunds;
    this.catalog = catalog;
    this.refusals = refusals;
    this.clock = clock;
  }

  /** What has overtaken a message; empty while it is true. */
  Optional<Phrase> overtaken(Message message) {
    Instant notAfter = message.notAfter();
    if (notAfter != null && !clock.instant().isBefore(notAfter)) {
      return Optional.of(Phrase.of("Its time was over before it could be sent."));
    }
    Kind kind = message.about();
    if (!kind.isReminder() && !kind.isOfMove()) {
      return Optional.empty();
    }
    Event event = catalog.event(message.event()).orElseThrow();
    boolean cancelled = event.status() == Event.Status.CANCELLED;
    if (cancelled || (kind.isReminder() && event.status() != Event.Status.PUBLISHED)) {
      return Optional.of(Phrase.of("The event was cancelled or withdrawn."));
    }
    return kind.isReminder() ? reminder(message, event) : Optional.empty();
  }

  private Optional<Phrase> reminder(Message message, Event event) {
    if (!Reminders.isOf(event, message.occasion())) {
      return Optional.of(Phrase.of("The event does not begin at that time any more."));
    }
    Order order = orders.find(message.order()).orElseThrow();
    if (!hasTickets(order)) {
      return Optional.of(Phrase.of("The order has no tickets any more."));
    }
    return refusals.among(List.of(order)).isEmpty()
        ? Optional.empty()
        : Optional.of(Phrase.of("The buyer wants no more reminders."));
  }

  /** Money that is on its way back has made its tickets void already. */
  private boolean hasTickets(Order order) {
    return Announcements.readers(Kind.REMINDER_DAY).contains(order.status())
        && !LetterWriter.left(order, refunds.of(order.code())).isEmpty();
  }
}
