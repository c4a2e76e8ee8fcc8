package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @CsvSource({"2000, 19, 119, 319", "1, 1, 2, 1", "5, 1, 10, 1", "4, 1, 10, 0", "0, 19, 119, 0"})
  void a_part_is_rounded_half_up(long amount, long numerator, long denominator, long part) {
    assertThat(Money.of(amount, "EUR").part(numerator, denominator))
        .isEqualTo(Money.of(part, "EUR"));
  }

  @ParameterizedTest
  @CsvSource({
    "12345, EUR, 1235",
    "12345, JPY, 1235",
    "12300, HUF, 1200",
    "12500, HUF, 1300",
    "12340, KWD, 1230",
    "12350, KWD, 1240"
  })
  void a_tenth_is_rounded_to_what_can_be_paid(long amount, String currency, long tenth) {
    Money part = Money.of(amount, currency).payablePart(1, 10);
    assertThat(part).isEqualTo(Money.of(tenth, currency));
    assertThat(part.canBePaid()).isTrue();
  }

  @Test
  void a_part_of_what_cannot_be_paid_is_to_the_minor_unit() {
    assertThat(Money.of(427, "HUF").payablePart(1, 1)).isEqualTo(Money.of(427, "HUF"));
    assertThat(Money.of(427, "HUF").payablePart(1, 2)).isEqualTo(Money.of(214, "HUF"));
  }
}
