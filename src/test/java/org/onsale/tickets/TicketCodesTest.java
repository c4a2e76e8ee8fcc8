package org.onsale.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.onsale.platform.EventId;
import org.onsale.platform.Secrets;

class TicketCodesTest {
  private static final SigningKeys KEYS = new SigningKeys(secrets());
  private static final TicketCodes CODES = new TicketCodes(KEYS);
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private static Secrets secrets() {
    try {
      return new Secrets(Files.createTempDirectory("ticket-keys"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 200)
  void what_is_written_is_read(@ForAll @LongRange(min = 1) long event, @ForAll long number) {
    TicketId ticket = TicketId.ofNumber(number);
    String code = CODES.code(new EventId(event), ticket);
    assertThat(code).hasSize(132).matches("[A-Z2-7]+");
    assertThat(CODES.read(" " + code.toLowerCase(Locale.ROOT) + "\n"))
        .isEqualTo(new TicketCodes.Reading.Genuine(new EventId(event), ticket));
  }

  @Property(tries = 400)
  void a_code_with_any_other_character_is_refused(
      @ForAll @IntRange(max = 131) int at, @ForAll @IntRange(max = 31) int character) {
    String code = CODES.code(new EventId(7), TicketId.ofNumber(42));
    char other = ALPHABET.charAt(character);
    String changed = code.substring(0, at) + other + code.substring(at + 1);
    if (!changed.equals(code)) {
      assertThat(CODES.read(changed)).isNotInstanceOf(TicketCodes.Reading.Genuine.class);
    }
  }

  @Test
  void a_code_of_another_house_is_forged() {
    String code =
        new TicketCodes(new SigningKeys(secrets())).code(new EventId(1), TicketId.random());
    assertThat(CODES.read(code)).isEqualTo(new TicketCodes.Reading.Forged());
    assertThat(CODES.read("https://example.org")).isEqualTo(new TicketCodes.Reading.Foreign());
  }

  @Test
  void tickets_outlive_a_rotation_of_the_key() throws IOException {
    Secrets folder = new Secrets(Files.createTempDirectory("ticket-keys"));
    SigningKeys keys = new SigningKeys(folder);
    TicketCodes codes = new TicketCodes(keys);
    TicketId ticket = TicketId.random();
    String old = codes.code(new EventId(1), ticket);
    keys.rotate();
    String fresh = codes.code(new EventId(1), ticket);
    assertThat(fresh).isNotEqualTo(old);
    TicketCodes otherNode = new TicketCodes(new SigningKeys(folder));
    for (String code : new String[] {old, fresh}) {
      assertThat(otherNode.read(code))
          .isEqualTo(new TicketCodes.Reading.Genuine(new EventId(1), ticket));
    }
  }

  @Property(tries = 200)
  void a_typed_number_is_read_however_it_is_typed(@ForAll long number) {
    TicketId id = TicketId.ofNumber(number);
    String typed = id.grouped().toLowerCase(Locale.ROOT).replace('0', 'o').replace('1', 'l');
    assertThat(TicketId.parse(" " + typed + " ")).contains(id);
  }
}
