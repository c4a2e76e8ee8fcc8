package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventChange;
import org.onsale.catalog.QuestionnaireDetails;
import org.onsale.payments.Sandbox;
import org.onsale.platform.FieldError;
import org.onsale.platform.TestDatabase;

/** Diet (1, choice, per ticket, needed), wishes (2, per ticket), coming by car (3, per order). */
class AnswersTest {
  private static final String DIET = "Diet";

  private OrdersFixture node;
  private Event event;

  @BeforeEach
  void open() {
    TestDatabase.Address address = TestDatabase.create();
    Sandbox sandbox = new Sandbox(address.database());
    node = new OrdersFixture(address, new MortalGateway(sandbox), List.of());
    event =
        asking(
            "optional",
            question(DIET, "choice", "ticket", true, null, "Meat", "None"),
            question("Wishes", "long_text", "ticket", false, 20),
            question("Do you come by car?", "yes_no", "order", false, null));
  }

  @AfterEach
  void close() {
    node.close();
  }

  private static QuestionnaireDetails.Question question(
      String label,
      String kind,
      String per,
      boolean required,
      @Nullable Integer maxLength,
      String... choices) {
    return new QuestionnaireDetails.Question(
        null, label, kind, per, required, maxLength, new ArrayList<>(Arrays.asList(choices)));
  }

  private Event asking(String names, QuestionnaireDetails.Question... questions) {
    Event now = node.catalog.event(node.event.id()).orElseThrow();
    EventChange change =
        node.catalog.setQuestionnaire(
            now.id(),
            now.version(),
            new QuestionnaireDetails(names, new ArrayList<>(Arrays.asList(questions))));
    assertThat(change).isInstanceOf(EventChange.Changed.class);
    return ((EventChange.Changed) change).event();
  }

  private static PlaceRequest.Reply reply(int question, String answer) {
    return new PlaceRequest.Reply(question, answer);
  }

  private static PlaceRequest.Attendee attendee(String name, PlaceRequest.Reply... replies) {
    return new PlaceRequest.Attendee(name, List.of(replies));
  }

  private PlaceOutcome place(
      int places, List<PlaceRequest.Reply> answers, PlaceRequest.Attendee... attendees) {
    UUID hold = node.hold(places);
    PlaceRequest request =
        new PlaceRequest(
            hold,
            new Order.Buyer("=Ada", hold + "@example.org", ""),
            List.of(attendees),
            answers,
            Choice.STANDARD);
    return node.checkout.place(event, request, IdempotencyKey.of(hold.toString(), "order"));
  }

  private static Order placed(PlaceOutcome outcome) {
    assertThat(outcome).isInstanceOf(PlaceOutcome.Placed.class);
    return ((PlaceOutcome.Placed) outcome).order();
  }

  private static List<String> faults(PlaceOutcome outcome) {
    assertThat(outcome).isInstanceOf(PlaceOutcome.NotAnswered.class);
    return ((PlaceOutcome.NotAnswered) outcome).errors().stream().map(FieldError::field).toList();
  }

  @Test
  void answers_are_kept_with_the_order_as_they_were_asked() {
    Order order =
        placed(
            place(
                2,
                List.of(reply(3, "YES")),
                attendee("Ada", reply(1, "Meat"), reply(2, " Aisle\nplease ")),
                attendee("Bob", reply(1, "None"), reply(2, " "))));
    assertThat(node.orders.answers(order.code()))
        .containsExactly(
            new Answer(0, 3, "Do you come by car?", "yes"),
            new Answer(1, 1, DIET, "Meat"),
            new Answer(1, 2, "Wishes", "Aisle\nplease"),
            new Answer(2, 1, DIET, "None"));
    assertThat(order.lines()).extracting(OrderLine::attendee).containsExactly("Ada", "Bob");
  }

  @Test
  void every_fault_names_its_ticket_and_question() {
    assertThat(
            faults(
                place(
                    3,
                    List.of(reply(3, "perhaps"), reply(1, "Meat")),
                    attendee("Ada", reply(1, "Fish"), reply(2, "x".repeat(21))),
                    attendee("Bob", reply(1, "Meat"), reply(1, "Meat"), reply(9, "?")))))
        .containsExactly(
            "answers[0]",
            "answers[1]",
            "attendees[0].answers[0]",
            "attendees[0].answers[1]",
            "attendees[1].answers[1]",
            "attendees[1].answers[2]",
            "attendees[2].answers[0]");
  }

  @Test
  void the_number_of_a_card_is_no_answer() {
    PlaceRequest.Attendee ada = attendee("Ada", reply(1, "Meat"), reply(2, "4242 4242 4242 4242"));
    assertThat(faults(place(1, List.of(), ada))).containsExactly("attendees[0].answers[1]");
  }

  @Test
  void what_is_needed_is_needed_for_every_ticket_of_the_hold() {
    assertThat(faults(place(2, List.of(), attendee("Ada", reply(1, "Meat")))))
        .containsExactly("attendees[1].answers[0]");
    assertThat(faults(place(1, List.of(), attendee("Ada", reply(1, "  ")))))
        .containsExactly("attendees[0].answers[0]");
    assertThat(
            faults(
                place(
                    1,
                    List.of(),
                    attendee("Ada", reply(1, "Meat")),
                    attendee("Bob", reply(1, "Meat")))))
        .containsExactly("attendees[1]");
  }

  @Test
  void a_refused_order_leaves_the_hold_as_it_is() {
    UUID hold = node.hold(1);
    PlaceRequest empty =
        new PlaceRequest(hold, new Order.Buyer("Ada", "a@example.org", ""), List.of());
    assertThat(node.checkout.place(event, empty, IdempotencyKey.of("k1", "")))
        .isInstanceOf(PlaceOutcome.NotAnswered.class);
    PlaceRequest whole =
        new PlaceRequest(
            hold,
            empty.buyer(),
            List.of(attendee("", reply(1, "Meat"))),
            List.of(),
            Choice.STANDARD);
    assertThat(node.checkout.place(event, whole, IdempotencyKey.of("k2", "")))
        .isInstanceOf(PlaceOutcome.Placed.class);
  }

  @Test
  void names_can_be_needed_without_any_question() {
    event = asking("required");
    assertThat(faults(place(2, List.of(), attendee("Ada")))).containsExactly("attendees[1].name");
    placed(place(2, List.of(), attendee("Ada"), attendee("Bob")));
  }

  @Test
  void who_is_asked_nothing_cannot_answer_and_need_not() {
    event = asking("off");
    placed(place(1, List.of()));
    assertThat(faults(place(1, List.of(reply(3, "yes"))))).containsExactly("answers[0]");
  }

  @Test
  void the_file_has_a_row_for_each_ticket_and_runs_no_formula() throws IOException {
    Order order =
        placed(
            place(
                2,
                List.of(reply(3, "no")),
                attendee("=HYPERLINK(\"x\")", reply(1, "Meat")),
                attendee("B, o\"b", reply(1, "None"), reply(2, "-1\nplease"))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new AttendeeFile(node.orders).write(event.id(), out);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text).startsWith("\ufeff\"Order\",\"Status\"");
    assertThat(text.split("\r\n")).hasSize(3);
    String buyer = order.buyer().email();
    assertThat(text)
        .contains("\"" + order.code() + "\",\"pending\"")
        .contains("\"'=Ada\",\"" + buyer + "\"")
        .contains(
            "\"1\",\"Standing\",\"Standing\",\"\",\"'=HYPERLINK(\"\"x\"\")\",\"12.50\",\"EUR\"")
        .contains("\"B, o\"\"b\",\"12.50\",\"EUR\",\"\",\"None\",\"'-1\nplease\",\"no\"")
        .contains("\"\",\"Meat\",\"\",\"no\"");
  }

  @Test
  void a_file_of_many_orders_misses_none() throws IOException {
    event = asking("off");
    node.catalog.event(event.id());
    for (int i = 0; i < 5; i++) {
      placed(place(1, List.of()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new AttendeeFile(node.orders, 2).write(event.id(), out);
    assertThat(out.toString(StandardCharsets.UTF_8).split("\r\n")).hasSize(6);
  }
}
