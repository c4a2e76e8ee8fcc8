package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.Questionnaire;
import org.onsale.orders.Answer;
import org.onsale.orders.PlaceRequest;
import org.onsale.platform.FieldError;

/** Questions as buyers are asked them, and their answers. */
final class QuestionJson {
  /** More than any event asks. */
  private static final int MAX_REPLIES = 50;

  /** More than any answer may have; how many it may, the question says. */
  private static final int MAX_ANSWER = 4_000;

  private QuestionJson() {}

  /** A question; a list of choices for one of kind choice. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Question(
      int id,
      String label,
      String kind,
      String per,
      boolean required,
      @Nullable Integer maxLength,
      @Nullable List<String> choices) {
    private static Question of(Questionnaire.Question question) {
      boolean isText =
          question.kind() == Questionnaire.Kind.TEXT
              || question.kind() == Questionnaire.Kind.LONG_TEXT;
      return new Question(
          question.id(),
          question.label(),
          question.kind().name().toLowerCase(Locale.ROOT),
          question.perTicket() ? "ticket" : "order",
          question.required(),
          isText ? question.maxLength() : null,
          question.choices().isEmpty() ? null : question.choices());
    }
  }

  /** Null when nothing is asked. */
  static @Nullable List<Question> questions(Event event) {
    List<Questionnaire.Question> asked = event.questionnaire().questions();
    return asked.isEmpty() ? null : asked.stream().map(Question::of).toList();
  }

  static String names(Event event) {
    return event.questionnaire().names().name().toLowerCase(Locale.ROOT);
  }

  /** An answer of a buyer; yes or no for a question of that kind. */
  public record ReplyBody(@Nullable Integer question, @Nullable String answer) {}

  static List<PlaceRequest.Reply> replies(
      String field, @Nullable List<@Nullable ReplyBody> sent, List<FieldError> errors) {
    if (sent == null) {
      return List.of();
    }
    if (sent.size() > MAX_REPLIES) {
      errors.add(new FieldError(field, "No more than {1}.", MAX_REPLIES));
      return List.of();
    }
    List<PlaceRequest.Reply> replies = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      ReplyBody reply = sent.get(i);
      String answer = reply == null ? "" : Fields.text(reply.answer());
      if (reply == null || reply.question() == null) {
        errors.add(new FieldError(field + "[" + i + "]", "Say which question."));
      } else if (answer.length() > MAX_ANSWER || answer.indexOf('\0') >= 0) {
        errors.add(new FieldError(field + "[" + i + "]", "Is too long, or no plain text."));
      } else {
        replies.add(new PlaceRequest.Reply(reply.question(), answer));
      }
    }
    return replies;
  }

  /** An answer; its line counts from 1 and is missing for one that is of the whole order. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AnswerView(@Nullable Integer line, String question, String answer) {
    private static AnswerView of(Answer answer) {
      return new AnswerView(
          answer.line() == Answer.ORDER ? null : answer.line(), answer.label(), answer.answer());
    }
  }

  /** Null when there are none. */
  static @Nullable List<AnswerView> answers(List<Answer> given) {
    return given.isEmpty() ? null : given.stream().map(AnswerView::of).toList();
  }
}
