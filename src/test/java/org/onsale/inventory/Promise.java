package org.onsale.inventory;

/** What the ledger promises, whatever fails; {@link Promises} watches them. */
enum Promise {
  /** No seat is given away while somebody has it. */
  ONE_OWNER,
  /** No pool has more places taken than it has. */
  NO_OVERSALE,
  /** Versions follow each other, and so do their times. */
  NO_GAP,
  /** What is over is not claimed, sold or given back, and nothing is over before its time. */
  IN_TIME,
  /** An answer is the one that a plain model gives at this place of the log. */
  RIGHT_ANSWER,
  /** An answer tells of what is committed, and a failure of nothing. */
  TRUE_ANSWER,
  /** A request that is in the log is not carried out again. */
  ONCE,
  /** What was acknowledged is in the log, unless a fail-over lost it. */
  KEPT,
  /** The log can be folded, and nothing fails by a fault of the code. */
  SOUND,
  /** No writer finds its version taken: they wait for each other. */
  NO_COLLISION,
  /** When all is quiet, every node shows what the log says. */
  SAME_EVERYWHERE,
  /** Every hold ends, and every request. */
  ENDS
}
