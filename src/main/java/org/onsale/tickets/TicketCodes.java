package org.onsale.tickets;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.onsale.platform.EventId;

/**
 * Writes and reads the code of a ticket's QR. It can be verified without the database, with the
 * public keys alone.
 *
 * <p>Layout, big-endian: 1 byte format (1) · 1 byte key id · 8 bytes event · 8 bytes ticket number
 * · 64 bytes Ed25519 signature of all before. Written in base 32 (RFC 4648, upper case, no
 * padding): 132 characters that QR codes store in their compact alphanumeric mode, and that survive
 * any keyboard scanner and address. Signatures are deterministic: the same ticket has always the
 * same code under the same key.
 */
@Singleton
public final class TicketCodes {
  private static final byte FORMAT = 1;
  private static final int SIGNED = 18;
  private static final int SIGNATURE = 64;
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int LENGTH = (SIGNED + SIGNATURE) * 8 / 5 + 1;

  private final SigningKeys keys;

  @Inject
  public TicketCodes(SigningKeys keys) {
    this.keys = keys;
  }

  /** What a code turns out to be. */
  public sealed interface Reading {
    /** Signed by us. */
    record Valid(EventId event, TicketId ticket, int keyId) implements Reading {}

    /** Names a key of ours, which has not signed it. */
    record Forged() implements Reading {}

    /** Not of our form. */
    record Malformed() implements Reading {}

    /** Of our form, but names a key that we do not have. */
    record UnknownKey(int keyId) implements Reading {}
  }

  /** The code of a ticket. */
  public String code(EventId event, TicketId ticket) {
    byte[] signed =
        ByteBuffer.allocate(SIGNED)
            .put(FORMAT)
            .put((byte) keys.newest())
            .putLong(event.value())
            .putLong(ticket.number())
            .array();
    byte[] all = Arrays.copyOf(signed, SIGNED + SIGNATURE);
    System.arraycopy(keys.sign(signed), 0, all, SIGNED, SIGNATURE);
    return encode(all);
  }

  /** Reads a code, in any case, with blanks around it. */
  public Reading read(String code) {
    Optional<byte[]> decoded = decode(code.strip().toUpperCase(Locale.ROOT));
    if (decoded.isEmpty() || decoded.get()[0] != FORMAT) {
      return new Reading.Malformed();
    }
    byte[] all = decoded.get();
    byte[] signed = Arrays.copyOf(all, SIGNED);
    byte[] signature = Arrays.copyOfRange(all, SIGNED, SIGNED + SIGNATURE);
    int key = Byte.toUnsignedInt(all[1]);
    Optional<Boolean> genuine = keys.verify(key, signed, signature);
    if (genuine.isEmpty()) {
      return new Reading.UnknownKey(key);
    }
    if (!genuine.get()) {
      return new Reading.Forged();
    }
    ByteBuffer fields = ByteBuffer.wrap(signed).position(2);
    return new Reading.Valid(
        new EventId(fields.getLong()), TicketId.ofNumber(fields.getLong()), key);
  }

  private static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder(LENGTH);
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << 8 | Byte.toUnsignedInt(b)) & 0xfff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt(buffer >> bits & 31));
      }
    }
    return text.append(ALPHABET.charAt(buffer << (5 - bits) & 31)).toString();
  }

  /** Empty unless it is exactly what {@link #encode} writes: no two texts are the same ticket. */
  private static Optional<byte[]> decode(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    byte[] bytes = new byte[SIGNED + SIGNATURE];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < LENGTH; i++) {
      int value = ALPHABET.indexOf(text.charAt(i));
      if (value < 0) {
        return Optional.empty();
      }
      buffer = (buffer << 5 | value) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (buffer >> bits);
      }
    }
    return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
  }
}
