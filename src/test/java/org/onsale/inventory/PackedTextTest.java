package org.onsale.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTextTest {

  @Property
  void a_code_comes_back_as_it_was_in_six_bits_a_character(
      @ForAll
          @CharRange(from = 'A', to = 'Z')
          @CharRange(from = 'a', to = 'z')
          @CharRange(from = '0', to = '9')
          @Chars({'-', '_'})
          @StringLength(max = 254)
          String code) {
    byte[] packed = PackedText.of(code);
    assertThat(PackedText.text(packed)).isEqualTo(code);
    assertThat(packed).hasSize(1 + (code.length() * 6 + 7) / 8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "somebody@example.org",
        "A12-K7Q2M9XD ",
        "Zoë",
        "\uD83C\uDFAB",
        "\u0000A"
      })
  void any_other_text_comes_back_too(String text) {
    assertThat(PackedText.text(PackedText.of(text))).isEqualTo(text);
  }

  @Test
  void a_text_too_long_to_be_packed_comes_back_too() {
    String longest = "A".repeat(1_000);
    assertThat(PackedText.text(PackedText.of(longest))).isEqualTo(longest);
  }

  @Test
  void codes_that_differ_in_length_only_differ() {
    assertThat(PackedText.of("AAA")).isNotEqualTo(PackedText.of("AAAA"));
    assertThat(PackedText.of("")).isNotEqualTo(PackedText.of("A"));
  }
}
