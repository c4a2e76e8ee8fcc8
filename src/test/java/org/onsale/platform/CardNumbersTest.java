package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
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
        "3782 822463 10005",
        "4242424242424242@example.org",
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
        "1234567812345670",
        "Buyer 0f4a8242-4242-4242-8242-424242424242",
        "Buyer 64242424-2424-4242-9424-242424242424",
        "4-2-4-2-4-2-4-2-4-2-4-2-4-2-4-2"
      })
  void what_is_none_is_let_alone(String text) {
    assertThat(CardNumbers.areIn(text)).isFalse();
  }

  @Test
  void no_uuid_is_taken_for_one() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      assertThat(CardNumbers.areIn("buyer-" + id + "@example.org")).as(id).isFalse();
    }
  }
}
