package org.onsale.orders;

import java.util.List;
import java.util.UUID;

/**
 * What a buyer sends to order what a hold has.
 *
 * @param attendees in the order of the lines: seats ascending, then places by pool; may be fewer
 *     than there are
 * @param answers to what is asked once for the order
 */
public record PlaceRequest(
    UUID hold, Order.Buyer buyer, List<Attendee> attendees, List<Reply> answers, Choice choice) {

  public PlaceRequest {
    attendees = List.copyOf(attendees);
    answers = List.copyOf(answers);
  }

  /** Standard tickets without a promo code, for whom these names are. */
  public PlaceRequest(UUID hold, Order.Buyer buyer, List<String> names) {
    this(hold, buyer, names, Choice.STANDARD);
  }

  /** Without an answer to anything. */
  public PlaceRequest(UUID hold, Order.Buyer buyer, List<String> names, Choice choice) {
    this(
        hold,
        buyer,
        names.stream().map(name -> new Attendee(name, List.of())).toList(),
        List.of(),
        choice);
  }

  /**
   * Who will come.
   *
   * @param name blank for the buyer's
   * @param answers to what is asked for each ticket
   */
  public record Attendee(String name, List<Reply> answers) {
    static final Attendee NOBODY = new Attendee("", List.of());

    public Attendee {
      answers = List.copyOf(answers);
    }
  }

  /** An answer to a question of the event. */
  public record Reply(int question, String answer) {}

  List<String> names() {
    return attendees.stream().map(Attendee::name).toList();
  }

  boolean answersNothing() {
    return answers.isEmpty()
        && attendees.stream().allMatch(attendee -> attendee.answers().isEmpty());
  }
}
