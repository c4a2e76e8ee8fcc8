package org.onsale.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

  /** The example of the Standard Webhooks' own libraries. */
  @Test
  void the_signature_is_that_of_the_standard() {
    assertThat(
            Signature.of(
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void two_secrets_give_two_signatures_and_no_two_secrets_are_alike() {
    String one = Signature.newSecret();
    String other = Signature.newSecret();
    assertThat(one).startsWith("whsec_").isNotEqualTo(other);
    assertThat(Signature.of(List.of(one, other), "id", Instant.EPOCH, "{}").split(" "))
        .hasSize(2)
        .allMatch(each -> each.startsWith("v1,"))
        .doesNotHaveDuplicates();
  }
}
