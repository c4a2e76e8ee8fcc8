package org.onsale.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordsTest {
  private final Passwords passwords = new Passwords();

  @Test
  void a_hash_is_in_the_phc_format_with_the_parameters_of_owasp() {
    assertThat(passwords.hash("correct horse"))
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
  }

  @Test
  void the_same_password_matches_and_another_does_not() {
    String stored = passwords.hash("correct horse");
    assertThat(passwords.matches("correct horse", stored)).isTrue();
    assertThat(passwords.matches("correct horse ", stored)).isFalse();
  }

  @Test
  void two_hashes_of_one_password_differ() {
    assertThat(passwords.hash("correct horse")).isNotEqualTo(passwords.hash("correct horse"));
  }

  @Test
  void the_same_letters_typed_otherwise_match() {
    String composed = "pässwörter";
    String decomposed = "pa\u0308sswo\u0308rter";
    assertThat(passwords.matches(decomposed, passwords.hash(composed))).isTrue();
  }

  /**
   * Made by the reference implementation: {@code echo -n password | argon2 somesalt -id -t 2 -m 16
   * -p 1}.
   */
  @Test
  void a_hash_of_the_reference_implementation_matches_and_is_outdated() {
    String reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(passwords.matches("password", reference)).isTrue();
    assertThat(passwords.isOutdated(reference)).isTrue();
    assertThat(passwords.isOutdated(passwords.hash("password"))).isFalse();
  }

  @Test
  void a_damaged_hash_is_no_wrong_password_but_a_fault() {
    assertThatThrownBy(() -> passwords.matches("password", "$2a$10$abc"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
