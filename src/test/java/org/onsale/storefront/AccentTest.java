package org.onsale.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccentTest {

  @Test
  void a_colour_that_stands_out_on_both_papers_is_kept() {
    assertThat(new Accent(0x6a5cff).css()).contains("--accent:#6a5cff").doesNotContain("#000000");
  }

  @Test
  void a_pale_colour_is_darkened_on_light_paper_only() {
    String css = new Accent(0xfff3a0).css();
    assertThat(css)
        .doesNotContain("{--accent:#fff3a0;--on-accent:#10101a;--accent-text:#fff3a0}\n@");
    assertThat(css).endsWith("{--accent:#fff3a0;--on-accent:#10101a;--accent-text:#fff3a0}}\n");
  }

  @Test
  void a_dark_colour_is_lightened_on_dark_paper_only() {
    String css = new Accent(0x1a0533).css();
    assertThat(css).startsWith(".accent-1a0533{--accent:#1a0533;--on-accent:#ffffff;");
    assertThat(css.lines().toList().get(1)).doesNotContain("--accent:#1a0533");
  }

  @Test
  void only_six_hexadecimal_digits_are_a_colour() {
    assertThat(Accent.parse("#FF0000")).contains(new Accent(0xff0000));
    assertThat(Accent.parse("red")).isEmpty();
    assertThat(Accent.parse("#ff000;}")).isEmpty();
    assertThat(Accent.parse(null)).isEmpty();
  }
}
