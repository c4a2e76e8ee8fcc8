package org.onsale.catalog;

import java.util.List;

/**
 * What buyers of an event are asked at the checkout, as one value that is always read and written
 * whole.
 *
 * @param names whether they are asked who will come
 * @param lastQuestion the highest id that a question ever had: an id never changes its meaning
 */
public record Questionnaire(Names names, List<Question> questions, int lastQuestion) {

  /** Names, for those who like, and nothing else. */
  public static final Questionnaire NONE = new Questionnaire(Names.OPTIONAL, List.of(), 0);

  public Questionnaire {
    questions = List.copyOf(questions);
  }

  /** Whether the name of who will come is asked for each ticket. */
  public enum Names {
    OFF,
    OPTIONAL,
    REQUIRED
  }

  /** What answers a question takes. */
  public enum Kind {
    /** One line. */
    TEXT,
    /** Several lines. */
    LONG_TEXT,
    /** One of the choices. */
    CHOICE,
    /** {@code yes} or {@code no}. */
    YES_NO
  }

  /**
   * A question.
   *
   * @param perTicket whether it is asked for each ticket, or once for the order
   * @param maxLength of a text, in characters
   * @param choices none but for {@link Kind#CHOICE}
   */
  public record Question(
      int id,
      String label,
      Kind kind,
      boolean perTicket,
      boolean required,
      int maxLength,
      List<String> choices) {
    public Question {
      choices = List.copyOf(choices);
    }
  }

  /** The questions that are asked for each ticket, or once for the order, in their order. */
  public List<Question> asked(boolean perTicket) {
    return questions.stream().filter(question -> question.perTicket == perTicket).toList();
  }

  /** Whether an order can be without anything that is asked here. */
  public boolean demandsNothing() {
    return questions.isEmpty() && names != Names.REQUIRED;
  }

  /** Whether orders may have answers: to these questions or to ones before. */
  public boolean everAsked() {
    return lastQuestion > 0;
  }
}
