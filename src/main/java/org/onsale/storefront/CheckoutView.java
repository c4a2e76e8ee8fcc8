package org.onsale.storefront;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checkout of a hold as its page shows it.
 *
 * @param path where its form goes
 * @param hold the hold's id
 * @param expiresAt when the hold is over, ISO 8601
 * @param left until then, such as {@code 9:41}
 * @param key a new one per page: the button pressed twice is one order
 * @param message what is wrong beside the fields; empty when nothing is
 * @param code of a promotion; null where the event has none
 * @param asksNames whether the names of who will come are asked by themselves, out of the way
 * @param answers to what is asked once
 * @param payWays empty of ways when nothing is sold like that
 */
public record CheckoutView(
    String path,
    String hold,
    String expiresAt,
    String left,
    String key,
    String message,
    String apart,
    SummaryView summary,
    FieldView name,
    FieldView email,
    FieldView phone,
    @Nullable FieldView code,
    String codeNote,
    boolean asksNames,
    List<Ticket> tickets,
    List<FieldView> answers,
    PayWays payWays) {

  /**
   * One ticket: for which seat or place of a pool, and what is asked for it.
   *
   * @param types what it can be; empty where there are standard tickets only
   * @param name of who will come; null when it is not asked
   */
  public record Ticket(
      int line,
      String place,
      @Nullable Integer seat,
      @Nullable Integer pool,
      List<Type> types,
      String typeError,
      @Nullable FieldView name,
      List<FieldView> answers) {
    /** Whether something is asked that belongs to it. */
    public boolean isAsked() {
      return name != null || !answers.isEmpty();
    }

    public String typeField() {
      return "tickets[" + line + "].type";
    }
  }

  /** A ticket type, with its price. */
  public record Type(int id, String label, boolean chosen) {}

  public CheckoutView {
    tickets = List.copyOf(tickets);
    answers = List.copyOf(answers);
  }

  /** Whether any ticket can be of another type than the standard one. */
  public boolean hasTypes() {
    return tickets.stream().anyMatch(ticket -> !ticket.types().isEmpty());
  }

  /** Whether a name that nobody has to give was given. */
  public boolean hasNames() {
    return tickets.stream().map(Ticket::name).filter(Objects::nonNull).anyMatch(FieldView::isOpen);
  }

  /** The names of all fields that the page has. */
  static List<String> fields(
      List<Ticket> tickets, List<FieldView> answers, Stream<@Nullable FieldView> others) {
    Stream<String> typed =
        Stream.of(
                others,
                answers.stream(),
                tickets.stream().map(Ticket::name),
                tickets.stream().flatMap(ticket -> ticket.answers().stream()))
            .flatMap(fields -> fields)
            .filter(Objects::nonNull)
            .map(FieldView::name);
    return Stream.concat(typed, tickets.stream().map(Ticket::typeField)).toList();
  }
}
