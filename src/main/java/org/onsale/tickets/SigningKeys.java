package org.onsale.tickets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onsale.platform.Secrets;

/**
 * The ring of keys that sign tickets, Ed25519 (RFC 8032), in the folder of {@link Secrets}. The
 * newest signs; all verify, so that tickets outlive a rotation. Key ids go from 1 to 255.
 */
@Singleton
public final class SigningKeys {
  private static final String FILE = "ticket-keys.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_ID = 255;

  /** A key that is not in the ring may have been added by another node; how often to look. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final Secrets secrets;
  private volatile Ring ring;
  private long lookedAt = System.nanoTime();

  /** A key as kept in the file: PKCS #8 and X.509, base64. */
  record Kept(int id, String privateKey, String publicKey) {}

  private record Ring(int newest, PrivateKey signing, Map<Integer, PublicKey> verifying) {}

  /**
   * A key that gates may verify with.
   *
   * @param publicKey X.509 SubjectPublicKeyInfo, base64
   */
  public record Verifying(int id, String publicKey) {}

  @Inject
  public SigningKeys(Secrets secrets) {
    this.secrets = secrets;
    this.ring = ring(read());
  }

  private List<Kept> read() {
    String text = secrets.readOrCreate(FILE, write(List.of(generate(1))));
    try {
      return List.of(JSON.readValue(text, Kept[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the secret " + FILE + " cannot be read", e);
    }
  }

  private static String write(List<Kept> keys) {
    try {
      return JSON.writeValueAsString(keys);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Kept generate(int id) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      Base64.Encoder base64 = Base64.getEncoder();
      return new Kept(
          id,
          base64.encodeToString(pair.getPrivate().getEncoded()),
          base64.encodeToString(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Ring ring(List<Kept> keys) {
    try {
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      Kept newest = keys.getLast();
      byte[] signing = Base64.getDecoder().decode(newest.privateKey());
      Map<Integer, PublicKey> verifying = new HashMap<>();
      for (Kept key : keys) {
        byte[] encoded = Base64.getDecoder().decode(key.publicKey());
        verifying.put(key.id(), factory.generatePublic(new X509EncodedKeySpec(encoded)));
      }
      return new Ring(
          newest.id(),
          factory.generatePrivate(new PKCS8EncodedKeySpec(signing)),
          Map.copyOf(verifying));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the secret " + FILE + " holds no Ed25519 keys", e);
    }
  }

  /**
   * Adds a key, which signs from now on. Other nodes verify with it from the first time they meet
   * it, and sign with it from then on.
   */
  public synchronized void rotate() {
    List<Kept> keys = new ArrayList<>(read());
    int next = keys.getLast().id() + 1;
    if (next > MAX_ID) {
      throw new IllegalStateException("no key ids are left");
    }
    keys.add(generate(next));
    secrets.replace(FILE, write(keys));
    ring = ring(keys);
  }

  /** The id of the key that signs now. */
  int newest() {
    return ring.newest();
  }

  byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(ring.signing());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty when no key has that id. */
  Optional<Boolean> verify(int key, byte[] message, byte[] signed) {
    if (!ring.verifying().containsKey(key)) {
      lookAgain();
    }
    PublicKey publicKey = ring.verifying().get(key);
    if (publicKey == null) {
      return Optional.empty();
    }
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(publicKey);
      signature.update(message);
      return Optional.of(signature.verify(signed));
    } catch (GeneralSecurityException e) {
      return Optional.of(false);
    }
  }

  private synchronized void lookAgain() {
    if (System.nanoTime() - lookedAt > LOOK_AGAIN.toNanos()) {
      lookedAt = System.nanoTime();
      ring = ring(read());
    }
  }

  /** The public half of all keys, so that gates can verify without us. */
  public List<Verifying> verifying() {
    return ring.verifying().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            key ->
                new Verifying(
                    key.getKey(), Base64.getEncoder().encodeToString(key.getValue().getEncoded())))
        .toList();
  }
}
