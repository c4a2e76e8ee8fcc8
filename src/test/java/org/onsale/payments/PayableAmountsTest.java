package org.onsale.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Money;

/** {@link Money#step} is what the providers' rules come to. */
class PayableAmountsTest {

  private static boolean isTaken(Money money) {
    boolean known = PayPalAmounts.of(Money.zero(money.currency())).isPresent();
    return StripeAmounts.of(money).isPresent() && (!known || PayPalAmounts.of(money).isPresent());
  }

  @Test
  void multiples_of_the_step_are_taken_by_every_provider_and_nothing_between() {
    for (Currency currency : Currency.getAvailableCurrencies()) {
      long step = Money.step(currency).amount();
      for (long amount = 1; amount <= 2 * step; amount++) {
        Money money = new Money(amount, currency);
        assertThat(isTaken(money)).as("%s %s", amount, currency).isEqualTo(money.canBePaid());
      }
    }
  }
}
