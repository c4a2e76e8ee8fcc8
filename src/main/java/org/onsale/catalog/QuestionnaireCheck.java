package org.onsale.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a questionnaire of what was sent, and gathers what is wrong with it. */
final class QuestionnaireCheck {
  private static final int MOST = 20;
  private static final int MOST_CHOICES = 50;
  private static final int LABEL = 200;
  private static final int CHOICE = 100;
  private static final int TEXT = 200;
  private static final int LONG_TEXT = 2_000;

  private final Questionnaire before;
  private final Faults faults;

  QuestionnaireCheck(Questionnaire before, Faults faults) {
    this.before = before;
    this.faults = faults;
  }

  Questionnaire check(QuestionnaireDetails details) {
    List<QuestionnaireDetails.@Nullable Question> sent = given(details.questions());
    if (sent.size() > MOST) {
      faults.add("questions", "At most {1}.", MOST);
    }
    Questionnaire.Names names = faults.word("names", details.names(), Questionnaire.Names.class);
    List<Questionnaire.Question> questions = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    Set<String> labels = new HashSet<>();
    int last = before.lastQuestion();
    for (int i = 0; i < sent.size(); i++) {
      String field = "questions[" + i + "]";
      QuestionnaireDetails.Question question = sent.get(i);
      if (question == null) {
        faults.add(field, "Say which question.");
        continue;
      }
      Integer id = question.id();
      if (id != null && before.questions().stream().noneMatch(known -> known.id() == id)) {
        faults.add(field + ".id", "The event has no such question.");
      } else if (id != null && !ids.add(id)) {
        faults.add(field + ".id", "This question is named twice.");
      }
      if (!labels.add(text(question.label()).toLowerCase(Locale.ROOT))) {
        faults.add(field + ".label", "This is asked already.");
      }
      questions.add(question(field, id == null ? ++last : id, question));
    }
    return new Questionnaire(
        Objects.requireNonNullElse(names, Questionnaire.Names.OPTIONAL), questions, last);
  }

  private Questionnaire.Question question(
      String field, int id, QuestionnaireDetails.Question question) {
    faults.line(field + ".label", text(question.label()), 1, LABEL);
    Questionnaire.Kind kind =
        faults.word(field + ".kind", question.kind(), Questionnaire.Kind.class);
    String per = question.per();
    if (!"ticket".equals(per) && !"order".equals(per)) {
      faults.add(field + ".per", "One of: ticket, order.");
    }
    List<String> choices = choices(field + ".choices", given(question.choices()));
    if (kind == Questionnaire.Kind.CHOICE && choices.size() < 2) {
      faults.add(field + ".choices", "At least two to choose from.");
    } else if (kind != Questionnaire.Kind.CHOICE && !choices.isEmpty()) {
      faults.add(field + ".choices", "Only a question of kind choice has choices.");
    }
    int most = kind == Questionnaire.Kind.LONG_TEXT ? LONG_TEXT : TEXT;
    Integer maxLength = question.maxLength();
    if (maxLength != null) {
      faults.between(field + ".maxLength", maxLength, 1, most, "From 1 to {1}.", most);
    }
    return new Questionnaire.Question(
        id,
        text(question.label()),
        Objects.requireNonNullElse(kind, Questionnaire.Kind.TEXT),
        "ticket".equals(per),
        Boolean.TRUE.equals(question.required()),
        Objects.requireNonNullElse(maxLength, most),
        choices);
  }

  private List<String> choices(String field, List<@Nullable String> sent) {
    if (sent.size() > MOST_CHOICES) {
      faults.add(field, "At most {1}.", MOST_CHOICES);
      return List.of();
    }
    List<String> choices = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      String choice = text(sent.get(i));
      faults.line(field + "[" + i + "]", choice, 1, CHOICE);
      if (choices.contains(choice)) {
        faults.add(field + "[" + i + "]", "This choice is there twice.");
      }
      choices.add(choice);
    }
    return choices;
  }

  private static <T extends @Nullable Object> List<T> given(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }
}
