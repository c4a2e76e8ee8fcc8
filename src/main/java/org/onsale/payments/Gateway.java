package org.onsale.payments;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;
import org.onsale.platform.Page;
import org.onsale.platform.Phrase;

/**
 * A company that takes payments. Calls block for at most {@link #TIMEOUT_SECONDS}; each may be
 * repeated with its key and then has no second effect.
 */
public interface Gateway {

  /** No call takes longer; whoever waits twice as long knows that it is over. */
  int TIMEOUT_SECONDS = 8;

  /** The name by which buyers choose it, such as {@code sandbox}. */
  String method();

  /** The same as people read it. */
  default String title() {
    return method();
  }

  /** Whether this is only a test, in which no money moves. */
  default boolean isTest() {
    return false;
  }

  /** Whether there are keys of it, be it only to finish what was begun. */
  default boolean isKnown() {
    return true;
  }

  /** Whether it can take new payments. */
  default boolean isOffered() {
    return true;
  }

  /** Whether {@link #authorise} understands these instructions. */
  boolean accepts(String instruction);

  /**
   * Sets the amount aside, or says at which page the buyer does so. Asked again with the same key,
   * it goes on from where the attempt is.
   *
   * @param key names the attempt; the same for all steps of it
   * @param instruction what the buyer's form gave, a token of the gateway; never card data
   */
  GatewayAnswer authorise(String key, Money amount, String instruction);

  /** How the order's history puts it that the amount of an attempt is set aside. */
  default String words(String key) {
    return Phrase.toStore("The payment is authorised.");
  }

  /** Takes the amount that was set aside. */
  GatewayAnswer capture(String key, Money amount);

  /**
   * Gives back what was set aside, and refuses the key from now on: an authorisation that arrives
   * late finds it closed.
   */
  GatewayAnswer cancel(String key, Money amount);

  /**
   * Gives back some or all of what was captured.
   *
   * @param key of the attempt
   * @param refund names this refund
   */
  GatewayAnswer refund(String key, String refund, Money amount);

  /** What has become of an attempt. */
  PaymentState state(String key);

  /**
   * What has changed in the gateway's books, a page at a time, some of it perhaps from before;
   * empty when it has no list of them, so that it can only be asked for one at a time.
   *
   * @param cursor of the page before; null for the first
   * @throws IllegalStateException when the list cannot be had now
   */
  default Optional<Page<GatewayEntry>> changedSince(
      Instant since, @Nullable String cursor, int limit) {
    return Optional.empty();
  }

  /**
   * Reads what the provider sends by itself. It is never more than a hint to ask {@link #state}: so
   * it may come twice, late, in any order, or not at all.
   *
   * @param header the values of the request's headers by name
   */
  default Notice heard(Function<String, Optional<String>> header, String body) {
    return new Notice.Forged();
  }
}
