package org.onsale.orders;

import java.util.List;

/** What can come of {@link Refunds#refund}. */
public sealed interface RefundOutcome {
  /** The tickets are revoked and the seats free; how far the money is, the refund says. */
  record Given(Refund refund) implements RefundOutcome {}

  record NoSuchOrder() implements RefundOutcome {}

  /** Only what is paid can be given back. */
  record NotRefundable(Order.Status status) implements RefundOutcome {}

  record NoSuchLines(List<Integer> lines) implements RefundOutcome {}

  /** Another refund has these lines already. */
  record RefundedBefore(List<Integer> lines) implements RefundOutcome {}

  /** The buyer wants to give back what went in at a gate. */
  record Admitted(List<Integer> lines) implements RefundOutcome {}

  /** The key was used with another request. */
  record KeyReused() implements RefundOutcome {}
}
