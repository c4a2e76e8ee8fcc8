package org.onsale.storefront;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.onsale.catalog.Event;
import org.onsale.catalog.Questionnaire;
import org.onsale.orders.Choice;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Order;
import org.onsale.orders.PlaceRequest;
import org.onsale.orders.Typed;
import org.onsale.platform.FieldError;
import org.onsale.platform.PageLanguage;

/**
 * What somebody sent from the page of the checkout, its fields called as the API calls them, and
 * what is wrong with them.
 */
final class CheckoutForm {
  private static final int MAX_CODE = 100;

  private final Map<String, String> sent;
  private final Map<String, String> errors = new LinkedHashMap<>();

  private CheckoutForm(Map<String, String> sent) {
    this.sent = sent;
  }

  static CheckoutForm of(Map<String, List<String>> fields) {
    Map<String, String> sent = new TreeMap<>();
    fields.forEach(
        (name, values) -> sent.put(name, Objects.requireNonNullElse(values.getFirst(), "")));
    return new CheckoutForm(sent);
  }

  /** Empty when it was not sent. */
  String value(String field) {
    return sent.getOrDefault(field, "");
  }

  boolean hasKey() {
    return value("key").matches("[0-9a-f-]{36}");
  }

  /** The key that its page gave it, so that the button pressed twice is one order of that hold. */
  IdempotencyKey key(UUID hold) {
    String content =
        sent.entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining("\n"));
    return IdempotencyKey.of(value("key"), hold + ": " + content);
  }

  void refuse(List<FieldError> faults) {
    faults.forEach(
        fault -> errors.putIfAbsent(fault.field(), fault.message().in(PageLanguage.reader())));
  }

  boolean isRefused() {
    return !errors.isEmpty();
  }

  /** What is wrong with a field; empty when nothing is. */
  String error(String field) {
    return errors.getOrDefault(field, "");
  }

  /** In place of what the field's check has said. */
  void say(String field, String message) {
    errors.put(field, message);
  }

  /** What is wrong beside the fields that the page has. */
  String errorsBeside(List<String> fields) {
    return errors.entrySet().stream()
        .filter(error -> !fields.contains(error.getKey()))
        .map(Map.Entry::getValue)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** The ticket types that were chosen, and the code. */
  Choice choice(List<Spot> spots) {
    List<Choice.Ticket> tickets = new ArrayList<>();
    for (int line = 0; line < spots.size(); line++) {
      tickets.add(spots.get(line).as(type(line)));
    }
    boolean standard = tickets.stream().allMatch(each -> each.type() == Choice.STANDARD_TYPE);
    String code = value("promoCode").strip();
    return new Choice(
        standard ? List.of() : tickets, code.substring(0, Math.min(code.length(), MAX_CODE)));
  }

  /** Of a line, from 0. */
  int type(int line) {
    String type = value("tickets[" + line + "].type");
    return type.matches("[0-9]{1,9}") ? Integer.parseInt(type) : Choice.STANDARD_TYPE;
  }

  /** The order that was sent; every fault in it is kept here. */
  PlaceRequest request(Event event, UUID hold, List<Spot> spots, String language) {
    List<FieldError> faults = new ArrayList<>();
    Order.Buyer buyer =
        Typed.buyer(
            value("buyer.name"), value("buyer.email"), value("buyer.phone"), language, faults);
    Questionnaire asked = event.questionnaire();
    List<PlaceRequest.Attendee> attendees = new ArrayList<>();
    for (int line = 0; line < spots.size(); line++) {
      String field = "attendees[" + line + "]";
      attendees.add(
          new PlaceRequest.Attendee(
              Typed.text(field + ".name", value(field + ".name"), Typed.MAX_NAME, false, faults),
              replies(field + ".answers", asked.asked(true))));
    }
    refuse(faults);
    return new PlaceRequest(
        hold, buyer, attendees, replies("answers", asked.asked(false)), choice(spots));
  }

  private List<PlaceRequest.Reply> replies(String field, List<Questionnaire.Question> questions) {
    List<PlaceRequest.Reply> replies = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      replies.add(new PlaceRequest.Reply(questions.get(i).id(), value(field + "[" + i + "]")));
    }
    return replies;
  }
}
