package org.onsale.orders;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.payments.Gateway;
import org.onsale.payments.GatewayAnswer;
import org.onsale.payments.GatewayEntry;
import org.onsale.payments.Gateways;
import org.onsale.payments.PaymentState;
import org.onsale.platform.Money;
import org.onsale.platform.Page;
import org.onsale.platform.Phrase;
import org.onsale.platform.RecurringWork;

/**
 * Compares the gateways' books with ours, both ways: what the gateway has is looked up in our
 * payments, and what we have is asked of the gateway. What does not agree stands in a queue until
 * it is mended, by one click where there is one right thing to do. Payments that are under way are
 * left alone for an hour: they agree by themselves.
 */
@Singleton
public final class Reconciliation {
  private static final Logger LOG = Logger.getLogger(Reconciliation.class);

  /** Mismatches on a page at most. */
  public static final int MAX_PAGE = 100;

  private static final Duration EVERY = Duration.ofHours(1);

  /** Compared again, for what was under way the last time. */
  private static final Duration OVERLAP = Duration.ofHours(2);

  private static final Duration UNDER_WAY = Duration.ofHours(1);
  private static final int PAGE = 500;

  private final Gateways gateways;
  private final MismatchRows rows;
  private final Refunds refunds;

  @Inject
  public Reconciliation(Gateways gateways, MismatchRows rows, Refunds refunds) {
    this.gateways = gateways;
    this.rows = rows;
    this.refunds = refunds;
  }

  @Produces
  @Singleton
  static RecurringWork hourly(Reconciliation reconciliation) {
    return new RecurringWork("reconciliation", EVERY, reconciliation::compare);
  }

  /**
   * What came of a comparison.
   *
   * @param payments how many were compared
   * @param open how many do not agree now
   * @param unread the gateways whose books could not be read; they are tried again the next time
   */
  public record Compared(long payments, long open, List<String> unread) {}

  /**
   * How far the books of a gateway are compared.
   *
   * @param comparedTo what changed until then was compared; null before the first time
   * @param unreadSince null when they could be read the last time
   */
  public record Books(String method, @Nullable Instant comparedTo, @Nullable Instant unreadSince) {}

  /** Compares everything that has changed since the last time. */
  public Compared compare() {
    long compared = 0;
    List<String> unread = new ArrayList<>();
    Map<String, Books> before = rows.books();
    for (Gateway gateway : gateways.all()) {
      Instant now = rows.now();
      try {
        long payments = compare(gateway, since(before.get(gateway.method())));
        rows.compared(gateway.method(), now, payments);
        compared += payments;
      } catch (RuntimeException e) {
        LOG.warnf(e, "The books of %s will be compared another time", gateway.method());
        rows.unread(gateway.method());
        unread.add(gateway.method());
      }
    }
    rows.agreeOnRefunds();
    rows.failedRefunds().forEach(rows::found);
    return new Compared(compared, rows.open(), List.copyOf(unread));
  }

  private static Instant since(@Nullable Books books) {
    Instant comparedTo = books == null ? null : books.comparedTo();
    return comparedTo == null ? Instant.EPOCH : comparedTo.minus(OVERLAP);
  }

  private long compare(Gateway gateway, Instant since) {
    Set<String> seen = new HashSet<>();
    Instant asked = rows.now();
    Optional<Page<GatewayEntry>> page = gateway.changedSince(since, null, PAGE);
    while (page.isPresent()) {
      List<GatewayEntry> entries = page.get().items();
      compare(gateway, entries, asked);
      entries.forEach(entry -> seen.add(entry.key()));
      String next = page.get().next();
      asked = rows.now();
      page = next == null ? Optional.empty() : gateway.changedSince(since, next, PAGE);
    }
    long compared = seen.size();
    MismatchRows.Position position = MismatchRows.Position.START;
    List<MismatchRows.Ours> mine;
    do {
      mine = rows.changedSince(gateway.method(), since, position, PAGE);
      List<MismatchRows.Ours> unseen =
          mine.stream().filter(payment -> !seen.contains(payment.key())).toList();
      rows.agree(
          unseen.stream()
              .filter(payment -> agrees(gateway, payment))
              .map(MismatchRows.Ours::key)
              .toList());
      compared += unseen.size();
      position = mine.isEmpty() ? position : mine.getLast().position();
    } while (mine.size() == PAGE);
    return compared;
  }

  private void compare(Gateway gateway, List<GatewayEntry> entries, Instant asked) {
    Map<String, MismatchRows.Ours> ours =
        rows.ours(entries.stream().map(GatewayEntry::key).toList());
    rows.agree(
        entries.stream()
            .filter(entry -> agrees(gateway, entry, ours.get(entry.key()), asked))
            .map(GatewayEntry::key)
            .toList());
  }

  /**
   * Of a payment that is not in the gateway's list, or of a gateway that has none; without an
   * answer nothing is known, and what stands in the queue stays. What was given back, it is not
   * asked.
   */
  private boolean agrees(Gateway gateway, MismatchRows.Ours read) {
    PaymentState state = gateway.state(read.key());
    GatewayEntry entry = new GatewayEntry(read.key(), state, read.amount(), read.refunded());
    if (state == PaymentState.UNKNOWN || kind(entry, read, read.readAt()) == null) {
      return state != PaymentState.UNKNOWN;
    }
    // It was read long before the gateway was asked.
    return agrees(gateway, entry, rows.ours(List.of(read.key())).get(read.key()), read.readAt());
  }

  /**
   * Whether the books say the same of a payment; if not, it is in the queue from now on.
   *
   * @param asked when the gateway was asked, or before
   */
  private boolean agrees(
      Gateway gateway, GatewayEntry entry, MismatchRows.@Nullable Ours ours, Instant asked) {
    Mismatch.@Nullable Kind kind = kind(entry, ours, asked);
    Optional<OrderCode> code = Payment.orderOf(entry.key());
    if (kind == null || code.isEmpty()) {
      return true;
    }
    if (kind == Mismatch.Kind.NOT_GIVEN_BACK && refunds.lookAgain(code.get())) {
      return true; // Its refund has failed, which the queue tells.
    }
    Phrase detail =
        Phrase.of(
            "{1} {2}",
            words(entry), ours == null ? Phrase.of("We know of no such payment.") : ours.words());
    Money amount =
        switch (kind) {
          case GIVEN_BACK -> entry.refunded().minus(Objects.requireNonNull(ours).refunded());
          case NOT_GIVEN_BACK -> Objects.requireNonNull(ours).given().minus(entry.refunded());
          default -> entry.amount().minus(entry.refunded());
        };
    rows.found(
        new MismatchRows.Found(entry.key(), kind, code.get(), gateway.method(), amount, detail));
    return false;
  }

  /** What the gateway's books say. */
  private static Phrase words(GatewayEntry entry) {
    return switch (entry.state()) {
      case CAPTURED ->
          entry.refunded().amount() == 0
              ? Phrase.of("The gateway has charged {1}.", entry.amount())
              : Phrase.of(
                  "The gateway has charged {1} and given {2} back.",
                  entry.amount(), entry.refunded());
      case AUTHORISED -> Phrase.of("The gateway has set {1} aside.", entry.amount());
      case BUYER_ACTS, AGREED -> Phrase.of("The gateway has charged nothing yet.");
      case DECLINED -> Phrase.of("The gateway has declined the payment.");
      case CANCELLED -> Phrase.of("The gateway has let the payment go.");
      case NONE -> Phrase.of("The gateway knows of no such payment.");
      case UNKNOWN -> Phrase.of("The gateway gives no answer.");
    };
  }

  /**
   * Null when all is well, or may still become so by itself.
   *
   * @param asked what we have changed since then, the gateway could not tell of
   */
  private static Mismatch.@Nullable Kind kind(
      GatewayEntry entry, MismatchRows.@Nullable Ours ours, Instant asked) {
    boolean early =
        ours != null
            && (ours.isUnderWay(UNDER_WAY)
                || ours.order() == Order.Status.OFFERED
                || !ours.changedAt().isBefore(asked));
    if (early) {
      return null;
    }
    if (ours != null && ours.status() == Payment.Status.CAPTURED) {
      return kindOfPaid(entry, ours);
    }
    boolean taken =
        entry.state() == PaymentState.CAPTURED
            && entry.refunded().amount() < entry.amount().amount();
    if (!taken && entry.state() != PaymentState.AUTHORISED) {
      return null;
    }
    if (ours != null && !ours.isInVain()) {
      return Mismatch.Kind.STUCK;
    }
    return taken ? Mismatch.Kind.CHARGED : Mismatch.Kind.SET_ASIDE;
  }

  private static Mismatch.@Nullable Kind kindOfPaid(GatewayEntry entry, MismatchRows.Ours ours) {
    if (entry.state() != PaymentState.CAPTURED) {
      return Mismatch.Kind.NOT_CHARGED;
    }
    if (!entry.amount().equals(ours.amount())) {
      return Mismatch.Kind.AMOUNT;
    }
    if (entry.refunded().amount() > ours.refunded().amount()) {
      return Mismatch.Kind.GIVEN_BACK;
    }
    return entry.refunded().amount() < ours.given().amount() ? Mismatch.Kind.NOT_GIVEN_BACK : null;
  }

  /**
   * What does not agree, the newest first.
   *
   * @param cursor of an earlier page; null for the first
   */
  public Page<Mismatch> open(@Nullable String cursor, int limit) {
    return rows.open(cursor, Math.clamp(limit, 1, MAX_PAGE));
  }

  /** Of each gateway that has keys. */
  public List<Books> books() {
    Map<String, Books> books = rows.books();
    return gateways.all().stream()
        .map(Gateway::method)
        .map(method -> books.getOrDefault(method, new Books(method, null, null)))
        .toList();
  }

  /** Whether a mismatch is mended; if not, why. */
  public sealed interface Mended {
    record Done() implements Mended {}

    /** The gateway has refused, or a person has to look. */
    record Refused(Phrase why) implements Mended {}

    /** Somebody else was faster, or there is none of that number. */
    record NotOpen() implements Mended {}
  }

  /**
   * Does the one right thing about a mismatch. Twice is once: what is given back has a name.
   *
   * @param by who does it
   */
  public Mended mend(long id, String by) {
    Optional<Mismatch> found = rows.find(id);
    if (found.isEmpty()) {
      return new Mended.NotOpen();
    }
    Mismatch mismatch = found.get();
    if (!mismatch.kind().canBeMended()) {
      return new Mended.Refused(Phrase.of("Look at it with the gateway, and settle it then."));
    }
    if (hasMovedOn(mismatch)) {
      return new Mended.Refused(
          Phrase.of("The order has moved on since the books were compared. Compare them again."));
    }
    GatewayAnswer answer =
        switch (mismatch.kind()) {
          case REFUND_FAILED -> again(mismatch);
          case CHARGED ->
              gateways
                  .begunWith(mismatch.method())
                  .refund(mismatch.key(), Payment.mendKey(mismatch.key()), mismatch.amount());
          default ->
              gateways.begunWith(mismatch.method()).cancel(mismatch.key(), mismatch.amount());
        };
    return switch (answer) {
      case GatewayAnswer.Approved approved -> {
        rows.settled(id, by);
        yield new Mended.Done();
      }
      case GatewayAnswer.Declined declined -> new Mended.Refused(Phrase.stored(declined.reason()));
      case GatewayAnswer.NoAnswer _,
          GatewayAnswer.Away _,
          GatewayAnswer.BuyerActs _,
          GatewayAnswer.Reserved _ ->
          new Mended.Refused(Phrase.of("The gateway gives no answer. Try it again."));
    };
  }

  /** Whether the money that is to go back may be an order's after all: then nobody returns it. */
  private boolean hasMovedOn(Mismatch mismatch) {
    if (mismatch.kind() == Mismatch.Kind.REFUND_FAILED) {
      return false;
    }
    MismatchRows.Ours ours = rows.ours(List.of(mismatch.key())).get(mismatch.key());
    return ours != null && !ours.isInVain();
  }

  /** Somebody may be at it already: then what has become of it tells. */
  private GatewayAnswer again(Mismatch mismatch) {
    int number = Integer.parseInt(mismatch.key().substring(mismatch.key().lastIndexOf('/') + 1));
    return refunds
        .again(mismatch.order(), number)
        .or(() -> refunds.find(mismatch.order(), number))
        .<GatewayAnswer>map(
            refund ->
                switch (refund.status()) {
                  case DONE -> new GatewayAnswer.Approved();
                  case FAILED -> new GatewayAnswer.Declined(refund.problem());
                  case STARTED -> new GatewayAnswer.NoAnswer();
                })
        .orElseGet(GatewayAnswer.NoAnswer::new);
  }

  /**
   * Takes a mismatch out of the queue, for a person has looked at it.
   *
   * @return false when it is not open
   */
  public boolean settle(long id, String by) {
    return rows.settled(id, by);
  }
}
