package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "19000, EUR, €190.00",
    "125000, EUR, '€1,250.00'",
    "1250, GBP, £12.50",
    "1250, JPY, 'JP¥1,250'",
    "1250, USD, US$12.50",
  })
  void an_amount_reads_as_in_the_browser(long amount, String currency, String shown) {
    assertThat(Money.of(amount, currency).shown()).isEqualTo(shown);
  }
}
