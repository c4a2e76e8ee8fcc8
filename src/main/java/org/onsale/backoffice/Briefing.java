package org.onsale.backoffice;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventSummary;
import org.onsale.catalog.Search;
import org.onsale.notifications.Message;
import org.onsale.notifications.Messages;
import org.onsale.orders.Reconciliation;
import org.onsale.orders.Takings;
import org.onsale.platform.Money;
import org.onsale.platform.PageLanguage;
import org.onsale.webhooks.Endpoint;
import org.onsale.webhooks.Endpoints;

/** What an organiser should know before anything else. */
@Singleton
final class Briefing {
  private static final Duration LATELY = Duration.ofHours(24);

  /** More than so many of anything is said to be many. */
  private static final int MANY = 100;

  private final Catalog catalog;
  private final Takings takings;
  private final Tallies tallies;
  private final Reconciliation reconciliation;
  private final Messages messages;
  private final Endpoints endpoints;
  private final Clock clock;

  @Inject
  Briefing(
      Catalog catalog,
      Takings takings,
      Tallies tallies,
      Reconciliation reconciliation,
      Messages messages,
      Endpoints endpoints,
      Clock clock) {
    this.catalog = catalog;
    this.takings = takings;
    this.tallies = tallies;
    this.reconciliation = reconciliation;
    this.messages = messages;
    this.endpoints = endpoints;
    this.clock = clock;
  }

  /** The sale that opens next. */
  public record Next(String name, String path, String opens) {}

  /**
   * How things stand.
   *
   * @param taken a sum for each currency
   * @param next null when none is waiting
   */
  public record Today(
      String tickets, List<String> taken, String held, String onSale, @Nullable Next next) {}

  /** Something that somebody should see to. */
  public record Notice(String words, String path, boolean bad) {}

  Today today() {
    Instant now = clock.instant();
    // As many as one page has: who has more on sale at once sees the numbers of the first hundred.
    List<EventSummary> events =
        catalog.published(Search.ALL, null, Catalog.MAX_PAGE).items().stream()
            .filter(event -> event.status() == Event.Status.PUBLISHED)
            .toList();
    List<EventSummary> selling =
        events.stream().filter(event -> event.phase(now).isOpen()).toList();
    List<Takings.Sold> sold = takings.since(now.minus(LATELY));
    int held =
        tallies.of(selling.stream().map(EventSummary::id).toList()).values().stream()
            .mapToInt(Tally::held)
            .sum();
    return new Today(
        Amounts.count(sold.stream().mapToLong(Takings.Sold::places).sum()),
        sums(sold),
        Amounts.count(held),
        Amounts.count(selling.size()),
        next(events, now));
  }

  private static List<String> sums(List<Takings.Sold> sold) {
    Map<String, Money> sums = new TreeMap<>();
    sold.forEach(
        each -> sums.merge(each.money().currency().getCurrencyCode(), each.money(), Money::plus));
    return sums.values().stream().map(Amounts::shown).toList();
  }

  private static @Nullable Next next(List<EventSummary> events, Instant now) {
    return events.stream()
        .filter(event -> event.phase(now) == Event.Phase.UPCOMING)
        .min(Comparator.comparing(EventSummary::saleOpensAt))
        .map(
            event ->
                new Next(
                    event.name(),
                    "/office/events/" + event.id(),
                    Times.shown(event.saleOpensAt(), event.venue().timeZone())))
        .orElse(null);
  }

  List<Notice> notices() {
    OfficeWords words = PageLanguage.words(OfficeWords.class);
    var notices = new ArrayList<Notice>();
    int mismatches = reconciliation.open(null, MANY).items().size();
    if (mismatches > 0) {
      notices.add(
          new Notice(
              mismatches == 1 ? words.oneMismatch() : words.mismatches(count(mismatches)),
              "/office/reconciliation",
              true));
    }
    for (Reconciliation.Books books : reconciliation.books()) {
      if (books.unreadSince() != null) {
        notices.add(new Notice(words.unreadBooks(books.method()), "/office/reconciliation", true));
      }
    }
    messages(notices, Message.State.FAILED, words);
    messages(notices, Message.State.BOUNCED, words);
    for (Endpoint endpoint : endpoints.list()) {
      if (endpoint.failingSince() != null || !endpoint.pausedBecause().isEmpty()) {
        notices.add(
            new Notice(
                words.failingWebhook(endpoint.url()), "/office/webhooks/" + endpoint.id(), false));
      }
    }
    return notices;
  }

  private void messages(List<Notice> notices, Message.State state, OfficeWords words) {
    int count = messages.list(state, "", null, MANY).items().size();
    if (count > 0) {
      boolean bounced = state == Message.State.BOUNCED;
      notices.add(
          new Notice(
              bounced ? words.bouncedMessages(count(count)) : words.failedMessages(count(count)),
              "/office/outbox?state=" + state.id(),
              false));
    }
  }

  private static String count(int number) {
    return number < MANY ? Amounts.count(number) : Amounts.count(MANY) + "+";
  }
}
