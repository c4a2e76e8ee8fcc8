package org.onsale.backoffice;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.FieldError;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Phrase;

/**
 * What stands in the fields of a form, and what is wrong with it. A refused form is shown again as
 * it was sent: nothing typed is lost.
 */
public final class Form {
  /** What a ticked box sends. */
  static final String TICKED = "on";

  private static final Map<String, Phrase> LABELS =
      Map.ofEntries(
          Map.entry("name", Phrase.of("Name")),
          Map.entry("description", Phrase.of("Description")),
          Map.entry("address", Phrase.of("Address")),
          Map.entry("city", Phrase.of("City")),
          Map.entry("country", Phrase.of("Country")),
          Map.entry("timeZone", Phrase.of("Time zone")),
          Map.entry("venue", Phrase.of("Venue")),
          Map.entry("startsAt", Phrase.of("Starts")),
          Map.entry("chooseUntil", Phrase.of("Buyers may choose until")),
          Map.entry("saleOpensAt", Phrase.of("Sale opens")),
          Map.entry("saleClosesAt", Phrase.of("Sale closes")),
          Map.entry("holdTime", Phrase.of("Hold time")),
          Map.entry("paymentTime", Phrase.of("Payment time")),
          Map.entry("limitPerCustomer", Phrase.of("Places per customer")),
          Map.entry("currency", Phrase.of("Currency")),
          Map.entry("x", Phrase.of("Best seats near, across")),
          Map.entry("y", Phrase.of("Best seats near, down")),
          Map.entry("hoursBefore", Phrase.of("Hours before the start")),
          Map.entry("latePayment", Phrase.of("Late payments")),
          Map.entry("capacity", Phrase.of("Places")),
          Map.entry("kind", Phrase.of("Kind")),
          Map.entry("label", Phrase.of("For whom")),
          Map.entry("accessCode", Phrase.of("Access code")),
          Map.entry("releaseAt", Phrase.of("Goes on sale by itself")),
          Map.entry("seats", Phrase.of("Seats")),
          Map.entry("reason", Phrase.of("Reason")),
          Map.entry("eventName", Phrase.of("The event's name")),
          Map.entry("subject", Phrase.of("Subject")),
          Map.entry("text", Phrase.of("Text")),
          Map.entry("minPerOrder", Phrase.of("At least, per order")),
          Map.entry("maxPerOrder", Phrase.of("At most, per order")),
          Map.entry("value", Phrase.of("How much")),
          Map.entry("rate", Phrase.of("Rate")),
          Map.entry("code", Phrase.of("Code")),
          Map.entry("limit", Phrase.of("Orders in total")),
          Map.entry("perCustomer", Phrase.of("Orders of one customer")),
          Map.entry("from", Phrase.of("Good from")),
          Map.entry("until", Phrase.of("Good until")),
          Map.entry("unlocks", Phrase.of("Opens")),
          Map.entry("secretKey", Phrase.of("Secret key")),
          Map.entry("webhookSecret", Phrase.of("Signing secret")),
          Map.entry("clientId", Phrase.of("Client ID")),
          Map.entry("clientSecret", Phrase.of("Secret")),
          Map.entry("webhookId", Phrase.of("Webhook ID")),
          Map.entry("environment", Phrase.of("Whose keys")),
          Map.entry("url", Phrase.of("Address")),
          Map.entry("types", Phrase.of("Tell it when")),
          Map.entry("codes", Phrase.of("Codes")),
          Map.entry("choices", Phrase.of("Choices")),
          Map.entry("maxLength", Phrase.of("Characters at most")),
          Map.entry("what", Phrase.of("Ticket")),
          Map.entry("price", Phrase.of("Price")));

  private final Map<String, String> values;
  private final Map<String, Phrase> errors = new HashMap<>();
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

  Form refused(String field, @CompileTimeConstant String message, Object... values) {
    return refused(List.of(new FieldError(field, message, values)));
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
    Phrase error = errors.get(field);
    return error == null ? "" : PageLanguage.say(error);
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
    Phrase label = LABELS.get(field.substring(field.lastIndexOf('.') + 1));
    return label == null ? "" : PageLanguage.say(label) + ": ";
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
