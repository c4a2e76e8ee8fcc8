package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.PostponementChoice;
import org.onsale.orders.Refund;
import org.onsale.orders.RefundOutcome;
import org.onsale.orders.RefundRequest;
import org.onsale.orders.Typed;
import org.onsale.platform.FieldError;
import org.onsale.platform.Money;
import org.onsale.platform.Problem;
import org.onsale.tickets.ReturnRefusal;
import org.onsale.tickets.Returns;

/** What organisers and buyers send alike to have money given back, and why it is not. */
final class RefundJson {
  private RefundJson() {}

  /**
   * Money that went or goes back to the buyer who asks.
   *
   * @param status started, done or failed
   * @param kept fees that do not go back
   */
  record RefundView(int number, String status, Money amount, Money kept, List<Integer> lines) {
    static RefundView of(Refund refund) {
      return new RefundView(
          refund.number(),
          refund.status().name().toLowerCase(Locale.ROOT),
          refund.amount(),
          refund.kept(),
          refund.lines());
    }
  }

  /**
   * What the buyer may give back now.
   *
   * @param until when it becomes too late
   * @param lines numbers of those lines; all of them at once unless singleTickets
   */
  record GiveBackView(
      OffsetDateTime until, boolean withFees, boolean singleTickets, List<Integer> lines) {
    static GiveBackView of(Returns.Offer offer) {
      return new GiveBackView(
          offer.until().toOffsetDateTime(), offer.withFees(), offer.singleTickets(), offer.lines());
    }
  }

  /**
   * What the buyer of an event that was put off may choose now.
   *
   * @param until when it becomes too late
   * @param amount what goes back to who wants the money
   * @param choice keep, once the buyer has said so; missing before
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PostponementView(OffsetDateTime until, Money amount, @Nullable String choice) {
    static PostponementView of(PostponementChoice choice) {
      return new PostponementView(
          choice.until().toOffsetDateTime(), choice.amount(), choice.kept() ? "keep" : null);
    }
  }

  /** Numbers of lines; empty for all, which is meant when none are sent. */
  static List<Integer> lines(@Nullable List<@Nullable Integer> sent, List<FieldError> errors) {
    List<Integer> lines = new ArrayList<>();
    if (sent == null) {
      return lines;
    }
    for (int i = 0; i < sent.size(); i++) {
      Integer line = sent.get(i);
      if (line == null) {
        errors.add(new FieldError("lines[" + i + "]", "Must be the number of a line."));
      } else {
        lines.add(line);
      }
    }
    if (sent.isEmpty()) {
      errors.add(new FieldError("lines", "Name lines, or leave the field out for all of them."));
    }
    return lines;
  }

  static String reason(@Nullable String sent, List<FieldError> errors) {
    return Typed.text("reason", sent, RefundRequest.MAX_REASON, false, errors);
  }

  /** The refund; throws what the module refuses as a problem. */
  static Refund given(RefundOutcome outcome) {
    if (outcome instanceof RefundOutcome.Given(Refund refund)) {
      return refund;
    }
    throw problem(outcome).asException();
  }

  static Problem problem(RefundOutcome refused) {
    return switch (refused) {
      case RefundOutcome.Given given -> throw new IllegalStateException("not refused: " + given);
      case RefundOutcome.NoSuchOrder none -> Problem.notFound("order");
      case RefundOutcome.NotRefundable not ->
          Problem.of(409, "order-not-refundable", "The order has nothing to give back")
              .with("status", not.status().name().toLowerCase(Locale.ROOT));
      case RefundOutcome.NoSuchLines(List<Integer> lines) ->
          Problem.invalid("lines", "The order has no lines {1}.", lines);
      case RefundOutcome.RefundedBefore(List<Integer> lines) ->
          Problem.of(409, "lines-refunded", "Some of these tickets are refunded already")
              .with("lines", lines);
      case RefundOutcome.Admitted(List<Integer> lines) ->
          Problem.of(409, "tickets-used", "Some of these tickets went in at the gate")
              .withDetail("They cannot be given back. Send the others alone.")
              .with("lines", lines);
      case RefundOutcome.KeyReused reused -> OrdersResource.keyReused();
    };
  }

  /** Why a buyer gets nothing. */
  static Problem problem(ReturnRefusal refusal) {
    return switch (refusal) {
      case ReturnRefusal.NotOffered none ->
          Problem.of(409, "returns-not-offered", "Tickets cannot be given back here")
              .withDetail("The organiser of this event takes none back from buyers.");
      case ReturnRefusal.TooLate late ->
          Problem.of(410, "return-too-late", "It is too late to give tickets back")
              .with("until", late.deadline());
      case ReturnRefusal.WholeOrderOnly whole ->
          Problem.of(409, "whole-order-only", "Only the whole order can be given back")
              .withDetail("Send all tickets of the order that are left, or leave out the lines.");
      case ReturnRefusal.Refused(RefundOutcome why) -> problem(why);
    };
  }
}
