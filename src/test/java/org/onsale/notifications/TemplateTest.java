package org.onsale.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onsale.platform.FieldError;
import org.onsale.platform.Language;

class TemplateTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Values SAMPLE = Values.sample(Language.ENGLISH, NOW);

  @Test
  void the_house_has_words_without_fault_for_every_message_way_and_language() throws Exception {
    Set<String> expected = new TreeSet<>();
    for (TemplateKey key : TemplateKey.all()) {
      Template words = Templates.house(key);
      assertThat(words.faults(key.kind(), key.channel())).as(key.toString()).isEmpty();
      Values values = Values.sample(key.language(), NOW);
      Rendered rendered = Templates.render(words, key.channel(), key.language(), values);
      assertThat(rendered.subject() + rendered.text()).as(key.toString()).doesNotContain("{", "}");
      expected.add(Templates.file(key).substring("/messages/".length()));
    }
    assertThat(files()).isEqualTo(expected);
  }

  @Test
  void what_one_language_says_of_an_order_the_others_say_too() {
    for (TemplateKey key : TemplateKey.all()) {
      TemplateKey english = new TemplateKey(key.kind(), key.channel(), Language.ENGLISH);
      assertThat(placeholders(key)).as(key.toString()).isEqualTo(placeholders(english));
      if (key.language() != Language.ENGLISH) {
        boolean same = Templates.house(key).text().equals(Templates.house(english).text());
        assertThat(same).as("translated: " + key).isFalse();
      }
    }
  }

  private static Set<String> placeholders(TemplateKey key) {
    Template words = Templates.house(key);
    return Pattern.compile("\\{[^}]*}")
        .matcher(words.subject() + words.text())
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> files() throws IOException, URISyntaxException {
    URI folder =
        Objects.requireNonNull(TemplateTest.class.getResource("/messages/own.en.txt")).toURI();
    try (Stream<Path> files = Files.list(Path.of(folder).getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".txt"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void an_unknown_placeholder_is_named_with_those_there_are() {
    Template words = new Template("{event} {evnt}", "{buyer} {payBy} {} {message}");
    assertThat(words.faults(Kind.ORDER_PAID, Channel.MAIL))
        .extracting(FieldError::field)
        .containsExactly("subject", "text");
    assertThat(words.faults(Kind.ORDER_PAID, Channel.MAIL))
        .extracting(fault -> fault.message().toString())
        .allSatisfy(message -> assertThat(message).contains("{event}, {when}, {where}"))
        .satisfiesExactly(
            subject -> assertThat(subject).startsWith("There is no {evnt} here."),
            text -> assertThat(text).startsWith("There is no {payBy}, {}, {message} here."));
    assertThat(words.faults(Kind.OWN, Channel.MAIL))
        .extracting(fault -> fault.message().toString())
        .satisfiesExactly(
            subject -> assertThat(subject).startsWith("There is no {evnt} here."),
            text -> assertThat(text).startsWith("There is no {payBy}, {} here."));
  }

  @Test
  void words_must_be_there_fit_and_keep_to_their_lines() {
    assertThat(new Template("", "").faults(Kind.OWN, Channel.MAIL)).hasSize(2);
    assertThat(new Template("a\nb", "text").faults(Kind.OWN, Channel.MAIL))
        .containsExactly(new FieldError("subject", "Must be one line."));
    assertThat(new Template("s".repeat(201), "t".repeat(10_001)).faults(Kind.OWN, Channel.MAIL))
        .hasSize(2);
    assertThat(new Template("subject", "text").faults(Kind.ORDER_PAID, Channel.SMS))
        .containsExactly(new FieldError("subject", "An SMS has no subject."));
    assertThat(new Template("", "t".repeat(601)).faults(Kind.ORDER_PAID, Channel.SMS)).hasSize(1);
  }

  @Test
  void nothing_that_is_written_or_filled_in_becomes_markup() {
    Template words =
        new Template(
            "Hi",
            "<script>alert(1)</script> {buyer} & \"co\"\n\n[<b>](http://evil) [a \"b]({page})\n\n"
                + "[Click]({page})");
    Values values =
        SAMPLE
            .with(Placeholder.BUYER, "<img src=x onerror=alert(1)>{page}")
            .with(Placeholder.PAGE, "https://x/?a=1&b=\"2");
    String html = Words.of(words).html(values);
    assertThat(html)
        .doesNotContain("<script", "<img", "<b>", "href=\"http://evil")
        .contains("&lt;img src=x onerror=alert(1)&gt;{page} &amp; &quot;co&quot;")
        .contains("<a href=\"https://x/?a=1&amp;b=&quot;2\">a &quot;b</a>");
    assertThat(html.split("<a ", -1)).hasSize(3);
  }

  @Test
  void a_line_break_in_a_name_ends_no_header() {
    Values values = SAMPLE.with(Placeholder.EVENT, "Rock\r\nBcc: everybody@example.org");
    assertThat(Words.of(new Template("For {event}", "text")).subject(values))
        .isEqualTo("For Rock Bcc: everybody@example.org");
  }

  @Test
  void tickets_are_a_list_and_a_message_keeps_its_paragraphs() {
    Template words = new Template("Hi", "{tickets}\n\n{message}\n\n[Show]({page})");
    Values values = SAMPLE.with(Placeholder.MESSAGE, "One <1>\nline\r\n\r\nTwo");
    assertThat(Words.of(words).html(values))
        .contains("<li>Stalls, Row C, Seat 7 – Ada Lovelace</li>\n<li>")
        .contains("<p>One &lt;1&gt;<br>\nline</p>\n<p>Two</p>");
    assertThat(Words.of(words).text(values))
        .contains("- Stalls, Row C, Seat 7 – Ada Lovelace\n- Stalls")
        .contains("Show: https://tickets.example.org/orders/A1-K7Q2M9XD");
  }

  @Test
  void dates_and_amounts_follow_the_language_and_the_country() {
    Values german = Values.sample(Language.GERMAN, NOW);
    assertThat(german.of(Placeholder.WHEN)).isEqualTo("Samstag, 26. Dezember 2026, 20:00");
    assertThat(german.of(Placeholder.TOTAL)).isEqualTo("91,00\u00a0€");
    assertThat(SAMPLE.of(Placeholder.WHEN)).isEqualTo("Saturday, 26 December 2026, 20:00");
    assertThat(SAMPLE.of(Placeholder.TOTAL)).isEqualTo("€91.00");
    assertThat(Language.locale("en-US").getCountry()).isEqualTo("US");
    assertThat(Language.locale("nl-NL").getLanguage()).isEqualTo("en");
  }

  @Test
  void the_language_is_the_best_liked_of_those_that_the_house_writes() {
    assertThat(Language.preferred(null)).isEqualTo("en");
    assertThat(Language.preferred("de-AT,de;q=0.9,en;q=0.8")).isEqualTo("de-AT");
    assertThat(Language.preferred("nl-NL, fr;q=0.5, en;q=0.4")).isEqualTo("fr");
    assertThat(Language.preferred("en;q=0.1, es;q=0.7")).isEqualTo("es");
    assertThat(Language.preferred("de;q=0, nl")).isEqualTo("en");
    assertThat(Language.preferred("zh-Hant-TW")).isEqualTo("en");
    assertThat(Language.preferred(";;q=what")).isEqualTo("en");
    assertThat(Language.preferred("de,".repeat(200))).isEqualTo("en");
    assertThat(Arrays.stream(Language.values()).map(Language::id))
        .containsExactly("en", "de", "fr", "es");
  }
}
