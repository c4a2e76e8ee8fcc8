package org.onsale.webhooks;

import org.jspecify.annotations.Nullable;
import org.onsale.platform.Phrase;

/**
 * What came of a request.
 *
 * @param status of the answer; null when there was none
 * @param answer how it begins, or why there was none, as {@link Phrase#stored} reads it
 */
record Reply(@Nullable Integer status, String answer) {

  static Reply none(Phrase why) {
    return new Reply(null, why.toStore());
  }

  /** Redirects are not followed: they are no success. */
  boolean isSuccess() {
    return status != null && status >= 200 && status < 300;
  }

  /** The receiver wants no more of it, ever. */
  boolean isGone() {
    return status != null && status == 410;
  }
}
