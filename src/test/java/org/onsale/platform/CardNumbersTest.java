package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the numbers that providers publish for tests. */
class CardNumbersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4242424242424242",
        "4242 4242 4242 4242",
        "my card 5555-5555-5555-4444, please",
        "2223003122003222",
        "378282246310005",
        "3566002020360505",
        "6011.1111.1111.1117",
        "6205500000000000004"
      })
  void a_card_is_found(String text) {
    assertThat(CardNumbers.areIn(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Ada Lovelace",
        "+49 170 1234567890",
        "4242424242424241",
        "42424242424242424242424",
        "order 4711, row 4, seats 4, 2, 4 and 2",
        "1234567812345670"
      })
  void what_is_none_is_let_alone(String text) {
    assertThat(CardNumbers.areIn(text)).isFalse();
  }
}
