package org.onsale.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onsale.payments.Gateways;
import org.onsale.platform.Money;
import org.onsale.platform.Phrase;

/**
 * An order with its payments, locked and loaded for a change, as the state machine that it is. A
 * transition changes this record; {@link OrderRows} writes what has changed.
 *
 * <pre>
 * pending → confirmed → paid → refunded
 *    │           └─→ cancelled          (capture refused: seats freed, tickets revoked)
 *    ├─→ cancelled                      (the payment deadline has passed)
 *    └⇄ offered → cancelled             (the money came late: other places are accepted, or not)
 * </pre>
 *
 * <p>A paid order stays so while some of its lines are refunded, and is refunded with the last.
 *
 * <p>The payment goes started → authorised → captured, or to declined, or by voiding to voided. The
 * authorisation is written in the transaction that sells the seats; if they cannot be sold, the
 * payment turns voiding instead.
 */
final class OrderRecord {

  /** A gateway's answer is waited for no longer than this before recovery asks for it. */
  static final Duration STEP_LIMIT = Duration.ofSeconds(20);

  /** A line of the order's history that is not written yet. */
  record HistoryEntry(Order.Status status, String reason) {}

  private final OrderCode code;
  private final int allocation;
  private final Order.Buyer buyer;
  private final Charges charges;
  private final Money total;
  private final Instant createdAt;
  private final Instant payByBefore;
  private final IdempotencyKey key;
  private final List<Payment> payments = new ArrayList<>();
  private final List<Refund> refunds = new ArrayList<>();
  private final List<Offer> offers = new ArrayList<>(0);
  private final List<HistoryEntry> news = new ArrayList<>();
  private final Order.Status before;
  private final UUID holdBefore;
  private UUID hold;
  private Instant payBy;
  private Order.Status status;
  private @Nullable Instant nextStepAt;
  private @Nullable String promoCustomer;
  private boolean changed;

  /**
   * @param allocation that its hold took from, as the ledger numbers them
   */
  OrderRecord(
      OrderCode code,
      UUID hold,
      int allocation,
      Order.Status status,
      Order.Buyer buyer,
      Charges charges,
      Money total,
      Instant createdAt,
      Instant payBy,
      IdempotencyKey key,
      @Nullable Instant nextStepAt) {
    this.code = code;
    this.holdBefore = hold;
    this.hold = hold;
    this.allocation = allocation;
    this.before = status;
    this.status = status;
    this.buyer = buyer;
    this.charges = charges;
    this.total = total;
    this.createdAt = createdAt;
    this.payByBefore = payBy;
    this.payBy = payBy;
    this.key = key;
    this.nextStepAt = nextStepAt;
  }

  OrderCode code() {
    return code;
  }

  UUID hold() {
    return hold;
  }

  boolean hasNewHold() {
    return !hold.equals(holdBefore);
  }

  int allocation() {
    return allocation;
  }

  Order.Status status() {
    return status;
  }

  Order.Buyer buyer() {
    return buyer;
  }

  Charges charges() {
    return charges;
  }

  Money total() {
    return total;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant payBy() {
    return payBy;
  }

  boolean hasNewDeadline() {
    return !payBy.equals(payByBefore);
  }

  IdempotencyKey key() {
    return key;
  }

  /** Who uses the promo code of an order that is new; null without one. */
  @Nullable String promoCustomer() {
    return promoCustomer;
  }

  @Nullable Instant nextStepAt() {
    return nextStepAt;
  }

  List<Payment> payments() {
    return payments;
  }

  List<Refund> refunds() {
    return refunds;
  }

  /** The offer that waits for its answer, or was made or answered just now. */
  List<Offer> offers() {
    return offers;
  }

  List<HistoryEntry> news() {
    return news;
  }

  boolean isChanged() {
    return changed;
  }

  /** As everybody else sees it. */
  Order view(List<OrderLine> lines) {
    return new Order(code, status, buyer, lines, charges, total, createdAt, payBy);
  }

  /** By how much the change of status changes the uses of the order's promo code. */
  int promoUses() {
    boolean used = before != Order.Status.CANCELLED;
    boolean uses = status != Order.Status.CANCELLED;
    return charges.promoCode().isEmpty() || used == uses ? 0 : uses ? 1 : -1;
  }

  Optional<Payment> payment(int attempt) {
    return payments.stream().filter(payment -> payment.attempt() == attempt).findFirst();
  }

  Optional<Payment> paymentUnderWay() {
    return payments.stream().filter(Payment::isUnderWay).findFirst();
  }

  /**
   * The first line of the history.
   *
   * @param customer whose use of the promo code it is, if there is one
   */
  void placed(String customer) {
    promoCustomer = charges.promoCode().isEmpty() ? null : customer;
    news.add(
        new HistoryEntry(
            Order.Status.PENDING, Phrase.toStore("The order is placed and claims its seats.")));
  }

  /** Begins an attempt to pay, if the order can be paid now. */
  StepAnswer start(Step.Start step, Instant now) {
    for (Payment before : payments) {
      if (before.key().value().equals(step.key().value())) {
        return before.key().isSameRequest(step.key())
            ? new StepAnswer.StartedBefore(before, status, isInFlight(before, now))
            : new StepAnswer.KeyReused();
      }
    }
    if (status != Order.Status.PENDING) {
      return new StepAnswer.NotPayable(status);
    }
    if (!Gateways.isFor(step.method(), total) || isReservedInVain(step, now)) {
      return new StepAnswer.OtherMethod();
    }
    Optional<Payment> underWay = paymentUnderWay();
    if (underWay.isPresent()) {
      // Also past the deadline: it may still be charged, and nobody is told otherwise.
      return new StepAnswer.UnderWay(underWay.get());
    }
    if (!now.isBefore(payBy)) {
      return new StepAnswer.TooLate();
    }
    Payment payment =
        new Payment(
            payments.size() + 1,
            step.method(),
            Payment.Status.STARTED,
            total,
            "",
            step.key(),
            now,
            keptUntil(step));
    payments.add(payment);
    changed(now.plus(STEP_LIMIT));
    return new StepAnswer.Started(payment, hold);
  }

  /** The event has no box office, or its time is over. */
  private static boolean isReservedInVain(Step.Start step, Instant now) {
    return step.method().equals(Gateways.BOX_OFFICE)
        && (step.keptUntil() == null || !now.isBefore(step.keptUntil()));
  }

  /** Never shorter than the order may be paid anyway. */
  private @Nullable Instant keptUntil(Step.Start step) {
    Instant until = step.keptUntil();
    return until == null || until.isAfter(payBy) ? until : payBy;
  }

  /** Whether {@link #reserve} may follow: the places are not kept for so long yet. */
  boolean canReserve(int attempt) {
    return canConfirm(attempt)
        && payment(attempt)
            .map(Payment::keptUntil)
            .filter(until -> until.isAfter(payBy))
            .isPresent();
  }

  /** The buyer will pay at the box office, and the ledger keeps the places, in this transaction. */
  void reserve(int attempt) {
    payBy = Objects.requireNonNull(payment(attempt).orElseThrow().keptUntil());
    news.add(new HistoryEntry(status, Phrase.toStore("Reserved, to be paid at the box office.")));
    changed(payBy);
  }

  /** Whoever began an attempt is at it until it is decided, or the gateway's answer is given up. */
  private boolean isInFlight(Payment payment, Instant now) {
    Instant limit = payment.startedAt().plus(STEP_LIMIT);
    boolean givenUp = nextStepAt == null || nextStepAt.isBefore(limit);
    return now.isBefore(limit)
        && (payment.status() == Payment.Status.VOIDING || payment.isUnderWay() && !givenUp);
  }

  /** The gateway said no: the order can be paid otherwise until its deadline. */
  StepAnswer declined(int attempt, String reason) {
    return onPending(
        attempt,
        payment -> {
          replace(payment.now(Payment.Status.DECLINED, reason));
          changed(payBy);
        });
  }

  /**
   * The gateway waits for the buyer, and so do we until the deadline: then the attempt is given
   * back, so that nobody pays late. Recovery asks the more seldom the longer it takes, for the
   * gateway tells by itself when something happens.
   */
  StepAnswer buyerActs(int attempt, Instant now) {
    if (!now.isBefore(payBy)) {
      StepAnswer answer = voiding(attempt, Payment.TOO_LATE, now);
      return answer instanceof StepAnswer.Done ? new StepAnswer.TooLate() : answer;
    }
    return onPending(
        attempt,
        payment -> {
          Duration soFar = Duration.between(payment.startedAt(), now);
          Instant again = now.plus(soFar.compareTo(STEP_LIMIT) > 0 ? soFar : STEP_LIMIT);
          changed(again.isBefore(payBy) ? again : payBy);
        });
  }

  /** The gateway gave no answer: recovery asks it again soon. */
  StepAnswer unanswered(int attempt, Instant askAgainAt) {
    Optional<Payment> payment = payment(attempt).filter(Payment::isUnderWay);
    if (payment.isEmpty()) {
      return new StepAnswer.NotNow();
    }
    changed(askAgainAt);
    return new StepAnswer.Done();
  }

  /** Whether {@link #confirm} may follow. */
  boolean canConfirm(int attempt) {
    return status == Order.Status.PENDING
        && payment(attempt).filter(p -> p.status() == Payment.Status.STARTED).isPresent();
  }

  /** The money is set aside and the seats are sold, in this transaction. */
  void confirm(int attempt, String words, Instant now) {
    replace(payment(attempt).orElseThrow().now(Payment.Status.AUTHORISED, ""));
    news.add(new HistoryEntry(Order.Status.AUTHORISED, words));
    become(Order.Status.CONFIRMED, Phrase.toStore("The seats are sold and the tickets issued."));
    changed(now.plus(STEP_LIMIT));
  }

  /** The seats cannot be sold: what was set aside goes back. */
  StepAnswer voiding(int attempt, String reason, Instant now) {
    return onPending(
        attempt,
        payment -> {
          replace(payment.now(Payment.Status.VOIDING, reason));
          changed(now);
        });
  }

  /** The gateway has given back what was set aside. */
  StepAnswer voided(int attempt) {
    return on(
        attempt,
        Payment.Status.VOIDING,
        payment -> {
          replace(payment.now(Payment.Status.VOIDED, payment.reason()));
          changed(payBy);
        });
  }

  StepAnswer captured(int attempt) {
    if (status != Order.Status.CONFIRMED) {
      return new StepAnswer.NotNow();
    }
    return on(
        attempt,
        Payment.Status.AUTHORISED,
        payment -> {
          replace(payment.now(Payment.Status.CAPTURED, ""));
          become(Order.Status.PAID, Phrase.toStore("The payment is captured."));
          changed(null);
        });
  }

  /** Whether the payment came when the hold was gone, and nobody has seen to it yet. */
  boolean isLate(int attempt, UUID lost) {
    return hold.equals(lost) && canConfirm(attempt);
  }

  /** The payment came late, and the same places are the order's again, in this transaction. */
  void retake(UUID newHold, Instant now) {
    hold = newHold;
    news.add(
        new HistoryEntry(
            status, Phrase.toStore("The payment came late, and its places were still to be had.")));
    changed(now.plus(STEP_LIMIT));
  }

  /** The payment came late, and others are held for the order, in this transaction. */
  void offer(Offer offer) {
    offers.add(offer);
    become(
        Order.Status.OFFERED,
        Phrase.of(
                "The payment came late, and its places are taken. Offered instead: {1}",
                offer.places())
            .toStore());
    changed(offer.until());
  }

  /** The payment came late, and there is nothing to be had for it. */
  StepAnswer giveBack(int attempt, UUID lost, String reason, Instant now) {
    if (!isLate(attempt, lost)) {
      return new StepAnswer.NotNow();
    }
    letGo(payment(attempt).orElseThrow(), reason, now);
    return new StepAnswer.Done();
  }

  private void letGo(Payment payment, String reason, Instant now) {
    replace(payment.now(Payment.Status.VOIDING, reason));
    become(Order.Status.CANCELLED, reason);
    changed(now);
  }

  /** The buyer takes what is offered: from now on the order is about those places. */
  StepAnswer acceptOffer(Instant now) {
    if (status != Order.Status.OFFERED || !now.isBefore(offers.getFirst().until())) {
      return new StepAnswer.NotNow();
    }
    Offer offer = answered(Offer.Status.ACCEPTED);
    hold = offer.hold();
    become(
        Order.Status.PENDING,
        Phrase.of("The buyer takes what was offered: {1}", offer.places()).toStore());
    changed(now.plus(STEP_LIMIT));
    return new StepAnswer.OfferAnswered(paymentUnderWay().orElseThrow(), offer.hold());
  }

  /**
   * The offer is over without its places being taken.
   *
   * @param answer declined, or passed: which comes no earlier than the offer's time
   */
  StepAnswer endOffer(Offer.Status answer, String reason, Instant now) {
    if (status != Order.Status.OFFERED) {
      return new StepAnswer.NotNow();
    }
    Instant until = offers.getFirst().until();
    if (answer == Offer.Status.PASSED && now.isBefore(until)) {
      changed(until);
      return new StepAnswer.NotNow();
    }
    Offer offer = answered(answer);
    Payment payment = paymentUnderWay().orElseThrow();
    letGo(payment, reason, now);
    return new StepAnswer.OfferAnswered(payment, offer.hold());
  }

  private Offer answered(Offer.Status answer) {
    Offer offer = offers.getFirst().now(answer);
    offers.set(0, offer);
    return offer;
  }

  /** The deadline has passed without a payment. */
  StepAnswer expired(Instant now) {
    if (status != Order.Status.PENDING || now.isBefore(payBy) || paymentUnderWay().isPresent()) {
      return new StepAnswer.NotNow();
    }
    become(Order.Status.CANCELLED, Phrase.toStore("It was not paid in time."));
    changed(null);
    return new StepAnswer.Done();
  }

  boolean canCancel() {
    return status == Order.Status.CONFIRMED;
  }

  /** The sale is undone: seats freed and tickets revoked in this transaction. */
  void cancel(String reason, Instant now) {
    paymentUnderWay().ifPresent(payment -> replace(payment.now(Payment.Status.VOIDING, reason)));
    become(Order.Status.CANCELLED, reason);
    changed(now);
  }

  boolean wasPaid() {
    return status.wasPaid();
  }

  Optional<Payment> capturedPayment() {
    return payments.stream().filter(p -> p.status() == Payment.Status.CAPTURED).findFirst();
  }

  Optional<Refund> refund(int number) {
    return refunds.stream().filter(refund -> refund.number() == number).findFirst();
  }

  Optional<Refund> refundWith(String idempotencyKey) {
    return refunds.stream()
        .filter(refund -> refund.key().value().equals(idempotencyKey))
        .findFirst();
  }

  Optional<Refund> refundUnderWay() {
    return refunds.stream().filter(r -> r.status() == Refund.Status.STARTED).findFirst();
  }

  /** Numbers of the lines that some refund has, however far it is. */
  Set<Integer> refundedLines() {
    return Refund.linesOf(refunds);
  }

  /** Whether {@link #refund} may follow. */
  boolean canRefund(List<Integer> wanted, IdempotencyKey withKey) {
    return status == Order.Status.PAID
        && refundWith(withKey.value()).isEmpty()
        && wanted.stream().noneMatch(refundedLines()::contains);
  }

  /**
   * Seats freed and tickets revoked in this transaction; the money follows.
   *
   * @param request of which lines are named
   * @param lines all of the order
   */
  void refund(RefundRequest request, IdempotencyKey withKey, List<OrderLine> lines, Instant now) {
    Refund.Split split =
        Refund.split(view(lines), Set.copyOf(request.lines()), request.withFees(), refunds);
    refunds.add(
        new Refund(
            refunds.size() + 1,
            Refund.Status.STARTED,
            split.amount(),
            split.kept(),
            request.lines(),
            request.by(),
            request.reason(),
            "",
            withKey,
            now));
    String what = words(request, split).toStore();
    if (refundedLines().size() == lines.size()) {
      become(Order.Status.REFUNDED, what);
    } else {
      news.add(new HistoryEntry(status, what));
    }
    changed(now.plus(STEP_LIMIT));
  }

  private static Phrase words(RefundRequest request, Refund.Split split) {
    int count = request.lines().size();
    Phrase places = count == 1 ? Phrase.of("1 place") : Phrase.of("{1} places", count);
    Phrase what =
        request.isByBuyer()
            ? Phrase.of("The buyer gives {1} back for {2}", places, split.amount())
            : Phrase.of("{1} refunds {2} for {3}", request.by(), split.amount(), places);
    Phrase all =
        split.kept().amount() == 0
            ? Phrase.of("{1}.", what)
            : Phrase.of("{1}; fees of {2} are kept.", what, split.kept());
    return request.reason().isEmpty()
        ? all
        : Phrase.of("{1} {2}", all, Phrase.stored(request.reason()));
  }

  /** The gateway has given it back. */
  StepAnswer refunded(int number, Instant now) {
    return onRefund(
        number,
        Refund.Status.STARTED,
        refund -> {
          replace(refund.now(Refund.Status.DONE, ""));
          news.add(
              new HistoryEntry(status, Phrase.of("Refund {1} is given back.", number).toStore()));
          changed(refundUnderWay().isPresent() ? now : null);
        });
  }

  /** The gateway has refused: nobody asks again before an organiser does. */
  StepAnswer refundFailed(int number, String problem, Instant now) {
    Phrase failed = Phrase.of("Refund {1} has failed: {2}", number, Phrase.stored(problem));
    return onRefund(
        number,
        Refund.Status.STARTED,
        refund -> {
          fail(refund, problem, failed);
          changed(refundUnderWay().isPresent() ? now : null);
        });
  }

  /** What was given back has come back to us: an organiser has to look at it. */
  StepAnswer refundReturned(int number, String problem) {
    Phrase back = Phrase.of("Refund {1} has come back: {2}", number, Phrase.stored(problem));
    return onRefund(
        number,
        Refund.Status.DONE,
        refund -> {
          fail(refund, problem, back);
          changed(nextStepAt);
        });
  }

  private void fail(Refund refund, String problem, Phrase said) {
    replace(refund.now(Refund.Status.FAILED, problem));
    news.add(new HistoryEntry(status, said.toStore()));
  }

  StepAnswer refundAgain(int number, Instant now) {
    return onRefund(
        number,
        Refund.Status.FAILED,
        refund -> {
          replace(refund.now(Refund.Status.STARTED, ""));
          changed(now.plus(STEP_LIMIT));
        });
  }

  StepAnswer refundUnanswered(int number, Instant askAgainAt) {
    return onRefund(number, Refund.Status.STARTED, refund -> changed(askAgainAt));
  }

  private StepAnswer onRefund(int number, Refund.Status needed, Consumer<Refund> transition) {
    Optional<Refund> refund = refund(number).filter(r -> r.status() == needed);
    refund.ifPresent(transition);
    return refund.isPresent() ? new StepAnswer.Done() : new StepAnswer.NotNow();
  }

  private void replace(Refund refund) {
    refunds.set(refund.number() - 1, refund);
  }

  /**
   * A step of an attempt that has only begun. Whoever asked the gateway long ago comes too late
   * once its money is about other places: those are the buyer's to take or leave.
   */
  private StepAnswer onPending(int attempt, Consumer<Payment> transition) {
    return status == Order.Status.PENDING
        ? on(attempt, Payment.Status.STARTED, transition)
        : new StepAnswer.NotNow();
  }

  private StepAnswer on(int attempt, Payment.Status needed, Consumer<Payment> transition) {
    Optional<Payment> payment = payment(attempt).filter(p -> p.status() == needed);
    payment.ifPresent(transition);
    return payment.isPresent() ? new StepAnswer.Done() : new StepAnswer.NotNow();
  }

  private void replace(Payment payment) {
    payments.set(payment.attempt() - 1, payment);
  }

  private void become(Order.Status next, String reason) {
    status = next;
    news.add(new HistoryEntry(next, reason));
  }

  private void changed(@Nullable Instant nextStep) {
    nextStepAt = status == Order.Status.CANCELLED && paymentUnderWay().isEmpty() ? null : nextStep;
    changed = true;
  }
}
