package org.onsale.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.onsale.platform.EventId;
import org.onsale.platform.Secrets;
import org.onsale.platform.TestFolder;
import org.onsale.tickets.TicketCodes.Reading;

class TicketCodesTest {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final EventId EVENT = new EventId(12);

  private final Path folder;
  private final SigningKeys keys;
  private final TicketCodes codes;

  TicketCodesTest() throws Exception {
    folder = TestFolder.create("secrets");
    keys = new SigningKeys(new Secrets(folder));
    codes = new TicketCodes(keys);
  }

  @Test
  void a_code_is_read_back_also_in_lower_case_and_after_a_restart() {
    TicketId ticket = TicketId.random();
    String code = codes.code(EVENT, ticket);
    assertThat(code).matches("[A-Z2-7]{132}");
    var valid = new Reading.Valid(EVENT, ticket, 1);
    assertThat(codes.read(code)).isEqualTo(valid);
    assertThat(codes.read(" " + code.toLowerCase(Locale.ROOT) + "\n")).isEqualTo(valid);
    assertThat(new TicketCodes(new SigningKeys(new Secrets(folder))).read(code)).isEqualTo(valid);
    assertThat(codes.code(EVENT, ticket)).isEqualTo(code);
  }

  @Property(tries = 300)
  void a_code_with_any_one_bit_changed_is_refused(
      @ForAll @LongRange(min = 1) long event,
      @ForAll long number,
      @ForAll @IntRange(max = 82 * 8 - 1) int bit) {
    String code = codes.code(new EventId(event), TicketId.ofNumber(number));
    char[] changed = code.toCharArray();
    int at = bit / 5;
    changed[at] = ALPHABET.charAt(ALPHABET.indexOf(changed[at]) ^ 16 >> bit % 5);
    assertThat(codes.read(new String(changed))).isNotInstanceOf(Reading.Valid.class);
  }

  @Property(tries = 300)
  void whatever_is_scanned_gets_an_answer(@ForAll String text) {
    assertThat(codes.read(text)).isEqualTo(new Reading.Malformed());
  }

  @Test
  void another_house_cannot_sign_for_us() throws Exception {
    var other = new TicketCodes(new SigningKeys(TestFolder.secrets()));
    assertThat(codes.read(other.code(EVENT, TicketId.random()))).isEqualTo(new Reading.Forged());
  }

  @Test
  void after_a_rotation_new_codes_have_the_new_key_and_old_ones_still_verify() {
    String old = codes.code(EVENT, TicketId.random());
    keys.rotate();
    String fresh = codes.code(EVENT, TicketId.random());
    assertThat(codes.read(old)).isInstanceOfSatisfying(Reading.Valid.class, v -> is(v, 1));
    assertThat(codes.read(fresh)).isInstanceOfSatisfying(Reading.Valid.class, v -> is(v, 2));
    assertThat(keys.verifying()).extracting(SigningKeys.Verifying::id).containsExactly(1, 2);
  }

  private static void is(Reading.Valid valid, int key) {
    assertThat(valid.keyId()).isEqualTo(key);
  }

  @Test
  void a_code_of_a_key_that_is_gone_is_told_from_a_forged_one() throws Exception {
    var other = new SigningKeys(TestFolder.secrets());
    other.rotate();
    assertThat(codes.read(new TicketCodes(other).code(EVENT, TicketId.random())))
        .isEqualTo(new Reading.UnknownKey(2));
  }

  @Test
  void a_gate_verifies_with_the_public_key_and_the_documented_layout_alone() throws Exception {
    TicketId ticket = TicketId.random();
    byte[] bytes = decodeBase32(codes.code(EVENT, ticket));
    String published = keys.verifying().getFirst().publicKey();
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(published)));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update(bytes, 0, 18);
    assertThat(signature.verify(bytes, 18, 64)).isTrue();
    assertThat(Arrays.copyOf(bytes, 10)).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 0, 12);
    assertThat(java.nio.ByteBuffer.wrap(bytes).getLong(10)).isEqualTo(ticket.number());
  }

  private static byte[] decodeBase32(String text) {
    var bits = new StringBuilder();
    text.chars()
        .map(ALPHABET::indexOf)
        .forEach(five -> bits.append(Integer.toBinaryString(32 | five).substring(1)));
    byte[] bytes = new byte[bits.length() / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
    }
    return bytes;
  }

  @Test
  void the_keys_are_readable_by_their_owner_only() throws Exception {
    assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
    try (var files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).isNotEmpty();
      for (Path file : all) {
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
      }
    }
  }

  @Test
  void a_ticket_number_may_be_typed_as_people_type() {
    TicketId id = new TicketId("K0Q2M9XD1T8P");
    assertThat(id.grouped()).isEqualTo("K0Q2-M9XD-1T8P");
    assertThat(TicketId.parse("k0q2 m9xd 1t8p")).contains(id);
    assertThat(TicketId.parse("KOQ2-M9XD-lT8P ")).contains(id);
    assertThat(TicketId.parse("K0Q2-M9XD-IT8P")).contains(id);
    assertThat(TicketId.parse("K0Q2-M9XD-1T8")).isEmpty();
    assertThat(TicketId.parse("K0Q2-M9XD-1T8U")).isEmpty();
  }
}
