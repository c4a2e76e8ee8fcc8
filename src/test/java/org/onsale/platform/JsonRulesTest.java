package org.onsale.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRulesTest {
  private final ObjectMapper json = new ObjectMapper();

  record Inner(String name, @Nullable Long ticks) {}

  record Outer(
      @Nullable String text,
      @Nullable List<String> texts,
      @Nullable Integer count,
      @Nullable Double share,
      @Nullable Boolean open,
      @Nullable Inner inner,
      @Nullable List<Inner> inners,
      @Nullable List<@Nullable Integer> holes) {}

  JsonRulesTest() {
    new JsonRules().customize(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"count": "x"}                        | count          | This must be a whole number.
          {"count": {}}                         | count          | This must be a whole number.
          {"count": 1.5}                        | count          | This must be a whole number.
          {"count": 99999999999}                | count          | This must be a whole number from -2147483648 to 2147483647.
          {"inner": {"name": "A", "ticks": 99999999999999999999}} | inner.ticks | This must be a number closer to 0.
          {"share": "x"}                        | share          | This must be a number.
          {"open": 1}                           | open           | This must be true or false.
          {"text": []}                          | text           | This must be a text.
          {"inner": 7}                          | inner          | This must be an object.
          {"inners": {}}                        | inners         | This must be a list.
          {"count": 1, "count": 2}              | count          | This field is given twice.
          {"inner": {"name": "A", "name": "B"}} | inner.name     | This field is given twice.
          {"inners": [{"name": "A", "name": "B"}]} | inners[0].name | This field is given twice.
          {"texts": ["a", null]}                | texts[1]       | This field is needed.
          {"inners": [null]}                    | inners[0]      | This field is needed.
          {"text": "a\\ud800b"}                 | text           | This has half a character: a lone surrogate.
          {"texts": ["a", "\\udc00"]}           | texts[1]       | This has half a character: a lone surrogate.
          {"inners": [{"name": "\\ud800"}]}     | inners[0].name | This has half a character: a lone surrogate.
          """)
  void a_field_that_cannot_be_is_named_with_what_it_must_be(
      String body, String field, String message) {
    Throwable refused = catchThrowable(() -> json.readValue(body, Outer.class));
    Problem problem = Problems.of(refused).orElseThrow();
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors()).containsExactly(new FieldError(field, Phrase.asIs(message)));
  }

  @Test
  void a_list_may_have_nulls_that_says_so() throws Exception {
    assertThat(json.readValue("{\"holes\": [1, null]}", Outer.class).holes())
        .containsExactly(1, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"text": "\\ud83c\\udfab"}  | 🎫
          {"text": "Žižek"}            | Žižek
          """)
  void whole_characters_of_any_plane_are_read(String body, String text) throws Exception {
    assertThat(json.readValue(body, Outer.class).text()).isEqualTo(text);
  }
}
