package org.onsale.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 | EUR | 1200",
        "12.5 | EUR | 1250",
        "12,50 | EUR | 1250",
        "12, | EUR | 1200",
        "1 250,00 | EUR | 125000",
        "1.250,00 | EUR | 125000",
        "1,250.00 | EUR | 125000",
        "1.250 | EUR | 125000",
        "1,250 | JPY | 1250",
        "1.000.000 | EUR | 100000000",
        "1.250 | KWD | 1250",
      })
  void point_and_comma_mean_what_their_writer_means(String typed, String currency, long units) {
    assertThat(Amounts.minorUnits(typed, Currency.getInstance(currency))).isEqualTo(units);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "12.5055", "12.50.1", "1.25,000,00", "12a", "1,250.000,00", "."})
  void what_is_no_amount_is_none(String typed) {
    assertThat(Amounts.minorUnits(typed, Currency.getInstance("EUR"))).isNull();
  }
}
