package org.onsale.orders;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Questionnaire;
import org.onsale.platform.CardNumbers;
import org.onsale.platform.FieldError;
import org.onsale.platform.Phrase;

/**
 * Holds what a buyer sent against what the organiser asks: a pure function of both and of how many
 * tickets there are.
 */
final class Answers {
  private final Questionnaire questionnaire;
  private final List<Answer> answers = new ArrayList<>();
  private final List<FieldError> errors = new ArrayList<>();

  private Answers(Questionnaire questionnaire) {
    this.questionnaire = questionnaire;
  }

  /** Either the answers, those that are blank left out, or faults. */
  record Made(List<Answer> answers, List<FieldError> errors) {
    private static final Made NONE = new Made(List.of(), List.of());
  }

  static Made of(Questionnaire questionnaire, PlaceRequest request, int tickets) {
    if (questionnaire.demandsNothing() && request.answersNothing()) {
      return Made.NONE;
    }
    var made = new Answers(questionnaire);
    made.take("answers", Answer.ORDER, request.answers());
    List<PlaceRequest.Attendee> attendees = request.attendees();
    for (int i = 0; i < Math.max(tickets, attendees.size()); i++) {
      PlaceRequest.Attendee attendee =
          i < attendees.size() ? attendees.get(i) : PlaceRequest.Attendee.NOBODY;
      String field = "attendees[" + i + "]";
      if (i >= tickets) {
        made.refuseAnswers(field, attendee);
        continue;
      }
      if (questionnaire.names() == Questionnaire.Names.REQUIRED && attendee.name().isBlank()) {
        made.errors.add(new FieldError(field + ".name", "Say who will come."));
      }
      made.take(field + ".answers", i + 1, attendee.answers());
    }
    return new Made(made.answers, made.errors);
  }

  private void refuseAnswers(String field, PlaceRequest.Attendee attendee) {
    if (!attendee.answers().isEmpty()) {
      errors.add(new FieldError(field, "The hold has no such place."));
    }
  }

  private void take(String field, int line, List<PlaceRequest.Reply> replies) {
    List<Questionnaire.Question> asked = questionnaire.asked(line != Answer.ORDER);
    Set<Integer> answered = new HashSet<>();
    for (int i = 0; i < replies.size(); i++) {
      PlaceRequest.Reply reply = replies.get(i);
      String at = field + "[" + i + "]";
      Optional<Questionnaire.Question> question =
          asked.stream().filter(each -> each.id() == reply.question()).findFirst();
      if (question.isEmpty()) {
        errors.add(new FieldError(at, "This is not asked here."));
      } else if (!answered.add(reply.question())) {
        errors.add(new FieldError(at, "This is answered twice."));
      } else {
        take(at, line, question.get(), reply.answer().strip());
      }
    }
    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i).required() && !answered.contains(asked.get(i).id())) {
        errors.add(new FieldError(field + "[" + i + "]", "{1}: is needed.", asked.get(i).label()));
      }
    }
  }

  private void take(String field, int line, Questionnaire.Question question, String typed) {
    if (typed.isEmpty()) {
      if (question.required()) {
        errors.add(new FieldError(field, "{1}: is needed.", question.label()));
      }
      return;
    }
    String answer =
        question.kind() == Questionnaire.Kind.YES_NO ? typed.toLowerCase(Locale.ROOT) : typed;
    Phrase fault = fault(question, answer);
    if (fault == null) {
      answers.add(new Answer(line, question.id(), question.label(), answer));
    } else {
      errors.add(new FieldError(field, "{1}: {2}", question.label(), fault));
    }
  }

  /** What is wrong with an answer; null when nothing is. */
  private static @Nullable Phrase fault(Questionnaire.Question question, String answer) {
    return switch (question.kind()) {
      case CHOICE ->
          question.choices().contains(answer) ? null : Phrase.of("choose one of those given.");
      case YES_NO -> answer.equals("yes") || answer.equals("no") ? null : Phrase.of("yes or no.");
      case TEXT -> textFault(question, answer, "");
      case LONG_TEXT -> textFault(question, answer, "\r\n\t");
    };
  }

  private static @Nullable Phrase textFault(
      Questionnaire.Question question, String answer, String allowed) {
    if (answer.length() > question.maxLength()) {
      return Phrase.of("at most {1} characters.", question.maxLength());
    }
    if (CardNumbers.areIn(answer)) {
      return Phrase.of("looks like the number of a card, which is not kept here.");
    }
    return answer.chars().anyMatch(c -> Character.isISOControl(c) && allowed.indexOf(c) < 0)
        ? Phrase.of("plain text only.")
        : null;
  }
}
