package org.onsale.backoffice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.FieldError;

/**
 * What stands in the fields of a form, and what is wrong with it. A refused form is shown again as
 * it was sent: nothing typed is lost.
 */
public final class Form {
  /** What a ticked box sends. */
  static final String TICKED = "on";

  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("name", "Name"),
          Map.entry("description", "Description"),
          Map.entry("address", "Address"),
          Map.entry("city", "City"),
          Map.entry("country", "Country"),
          Map.entry("timeZone", "Time zone"),
          Map.entry("venue", "Venue"),
          Map.entry("startsAt", "Starts"),
          Map.entry("chooseUntil", "Buyers may choose until"),
          Map.entry("saleOpensAt", "Sale opens"),
          Map.entry("saleClosesAt", "Sale closes"),
          Map.entry("holdTime", "Hold time"),
          Map.entry("paymentTime", "Payment time"),
          Map.entry("limitPerCustomer", "Places per customer"),
          Map.entry("currency", "Currency"),
          Map.entry("x", "Best seats near, across"),
          Map.entry("y", "Best seats near, down"),
          Map.entry("hoursBefore", "Hours before the start"),
          Map.entry("latePayment", "Late payments"),
          Map.entry("capacity", "Places"),
          Map.entry("kind", "Kind"),
          Map.entry("label", "For whom"),
          Map.entry("accessCode", "Access code"),
          Map.entry("releaseAt", "Goes on sale by itself"),
          Map.entry("seats", "Seats"),
          Map.entry("reason", "Reason"),
          Map.entry("eventName", "The event's name"),
          Map.entry("subject", "Subject"),
          Map.entry("text", "Text"),
          Map.entry("minPerOrder", "At least, per order"),
          Map.entry("maxPerOrder", "At most, per order"),
          Map.entry("value", "How much"),
          Map.entry("rate", "Rate"),
          Map.entry("code", "Code"),
          Map.entry("limit", "Orders in total"),
          Map.entry("perCustomer", "Orders of one customer"),
          Map.entry("from", "Good from"),
          Map.entry("until", "Good until"),
          Map.entry("unlocks", "Opens"),
          Map.entry("secretKey", "Secret key"),
          Map.entry("webhookSecret", "Signing secret"),
          Map.entry("clientId", "Client ID"),
          Map.entry("clientSecret", "Secret"),
          Map.entry("webhookId", "Webhook ID"),
          Map.entry("environment", "Whose keys"),
          Map.entry("url", "Address"),
          Map.entry("types", "Tell it when"),
          Map.entry("codes", "Codes"),
          Map.entry("choices", "Choices"),
          Map.entry("maxLength", "Characters at most"),
          Map.entry("what", "Ticket"),
          Map.entry("price", "Price"));

  private final Map<String, String> values;
  private final Map<String, String> errors = new HashMap<>();
  private final List<FieldError> all = new ArrayList<>();
  private final Map<String, String> notes = new HashMap<>();

  Form(Map<String, String> values) {
    this.values = new HashMap<>(values);
  }

  /** An empty form. */
  static Form empty() {
    return new Form(Map.of());
  }

  Form with(String field, String value) {
    values.put(field, value);
    return this;
  }

  Form without(String field) {
    values.remove(field);
    return this;
  }

  /** With what stands in another one, where that has the field. */
  Form overlaid(Form other) {
    values.putAll(other.values);
    return this;
  }

  /** Adds faults; the first of a field stands. */
  Form refused(Collection<FieldError> faults) {
    for (FieldError fault : faults) {
      if (errors.putIfAbsent(fault.field(), fault.message()) == null) {
        all.add(fault);
      }
    }
    return this;
  }

  Form refused(String field, String message) {
    return refused(List.of(new FieldError(field, message)));
  }

  /** Says something about a field that is no fault. */
  Form note(String field, String note) {
    notes.put(field, note);
    return this;
  }

  /** As it was typed; empty when nothing was. */
  public String value(String field) {
    return values.getOrDefault(field, "");
  }

  /** Whether a box was ticked or a field sent at all. */
  public boolean has(String field) {
    return values.containsKey(field);
  }

  public boolean wrong(String field) {
    return errors.containsKey(field);
  }

  /** What is wrong with a field; empty when nothing is. */
  public String error(String field) {
    return errors.getOrDefault(field, "");
  }

  /** What else there is to say about a field; empty when nothing. */
  public String note(String field) {
    return notes.getOrDefault(field, "");
  }

  /** Every fault, each under the name of its field. */
  public List<FieldError> errors() {
    return List.copyOf(all);
  }

  /** What a field is called on the page, with a colon; empty for what needs no name. */
  public String label(String field) {
    String label = LABELS.get(field.substring(field.lastIndexOf('.') + 1));
    return label == null ? "" : label + ": ";
  }

  /** The number that was typed; null when it is none. */
  @Nullable Double decimal(String field) {
    String typed = value(field).strip().replace(',', '.');
    return typed.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?") ? Double.valueOf(typed) : null;
  }

  /** The whole number that was typed; null when it is none. */
  @Nullable Integer integer(String field) {
    String typed = value(field).strip().replace(" ", "");
    return typed.matches("-?[0-9]{1,9}") ? Integer.valueOf(typed) : null;
  }
}
