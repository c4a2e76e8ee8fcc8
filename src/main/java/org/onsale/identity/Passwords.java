package org.onsale.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.onsale.platform.Waiting;

/**
 * Hashes passwords with Argon2id (RFC 9106) at the parameters that the OWASP Password Storage Cheat
 * Sheet recommends, kept in the PHC string format: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}.
 *
 * <p>One hash takes 19 MiB and some 30 ms of a core, so only a few run at once: sign-in must not be
 * a way to fill the memory of a node that is selling.
 */
final class Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int ITERATIONS = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] hash = argon2id(password, salt, MEMORY_KIB, ITERATIONS, LANES, HASH_BYTES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB,
            ITERATIONS,
            LANES,
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }

  /**
   * @param stored what {@link #hash} gave, perhaps with the parameters of an earlier release
   * @throws IllegalArgumentException when it is not in that form
   */
  boolean matches(String password, String stored) {
    Matcher form = parse(stored);
    byte[] expected = Base64.getDecoder().decode(form.group(5));
    byte[] actual =
        argon2id(
            password,
            Base64.getDecoder().decode(form.group(4)),
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            Integer.parseInt(form.group(3)),
            expected.length);
    return MessageDigest.isEqual(expected, actual);
  }

  /** Whether the hash was made with other parameters than today's. */
  boolean isOutdated(String stored) {
    Matcher form = parse(stored);
    return Integer.parseInt(form.group(1)) != MEMORY_KIB
        || Integer.parseInt(form.group(2)) != ITERATIONS
        || Integer.parseInt(form.group(3)) != LANES;
  }

  private static Matcher parse(String stored) {
    Matcher form = FORM.matcher(stored);
    if (!form.matches()) {
      throw new IllegalArgumentException("not an Argon2id hash in the PHC string format");
    }
    return form;
  }

  private byte[] argon2id(
      String password, byte[] salt, int memory, int iterations, int lanes, int length) {
    // The same password typed on another keyboard may come in another normal form (NIST 800-63B).
    byte[] normalised =
        Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(iterations)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    Waiting.turn(turns, PATIENCE, "too many people sign in at once");
    try {
      generator.generateBytes(normalised, hash);
    } finally {
      turns.release();
    }
    return hash;
  }
}
