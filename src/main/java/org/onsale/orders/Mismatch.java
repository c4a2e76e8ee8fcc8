package org.onsale.orders;

import java.time.Instant;
import org.onsale.platform.Money;
import org.onsale.platform.Phrase;

/**
 * A payment or refund of which a gateway's books and ours do not say the same.
 *
 * @param key what the gateway knows it by
 * @param detail what the gateway says and what we say, a sentence
 */
public record Mismatch(
    long id,
    String key,
    Kind kind,
    OrderCode order,
    String method,
    Money amount,
    Phrase detail,
    Instant foundAt) {

  /** What does not agree, and what can be done about it. */
  public enum Kind {
    /** The gateway has taken money for which no order stands: it can be given back. */
    CHARGED,
    /** The gateway has set money aside that nobody will take: it can be let go. */
    SET_ASIDE,
    /** Our order is paid and the gateway has not taken the money: a person has to look. */
    NOT_CHARGED,
    /** Both have it, for another amount: a person has to look. */
    AMOUNT,
    /** The gateway has given back more than we have, on its own pages: a person has to look. */
    GIVEN_BACK,
    /**
     * It has given back less than it once said: the money came back to us. A person has to look.
     */
    NOT_GIVEN_BACK,
    /** We have been at it for over an hour, as if nothing could end it: a person has to look. */
    STUCK,
    /** The gateway has refused to give money back: it can be asked again. */
    REFUND_FAILED;

    /** Whether there is one thing that mends it. */
    public boolean canBeMended() {
      return this == CHARGED || this == SET_ASIDE || this == REFUND_FAILED;
    }
  }
}
