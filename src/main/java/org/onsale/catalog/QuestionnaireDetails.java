package org.onsale.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a questionnaire shall be, unchecked; and the form in which organisers see it. A null is a
 * value that is missing or could not be read.
 *
 * @param names off, optional or required
 */
public record QuestionnaireDetails(
    @Nullable String names, @Nullable List<@Nullable Question> questions) {

  /**
   * A question.
   *
   * @param id null for a new one
   * @param kind text, long_text, choice or yes_no
   * @param per ticket or order
   * @param maxLength null for the most that its kind takes
   */
  public record Question(
      @Nullable Integer id,
      @Nullable String label,
      @Nullable String kind,
      @Nullable String per,
      @Nullable Boolean required,
      @Nullable Integer maxLength,
      @Nullable List<@Nullable String> choices) {}

  public static QuestionnaireDetails of(Questionnaire questionnaire) {
    List<@Nullable Question> questions = new ArrayList<>();
    for (Questionnaire.Question each : questionnaire.questions()) {
      questions.add(
          new Question(
              each.id(),
              each.label(),
              word(each.kind()),
              each.perTicket() ? "ticket" : "order",
              each.required(),
              each.maxLength(),
              new ArrayList<>(each.choices())));
    }
    return new QuestionnaireDetails(word(questionnaire.names()), questions);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
