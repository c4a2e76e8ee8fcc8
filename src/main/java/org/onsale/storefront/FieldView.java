package org.onsale.storefront;

import java.util.List;
import org.onsale.catalog.Questionnaire;
import org.onsale.orders.Typed;

/**
 * A field of the checkout as its page shows it.
 *
 * @param name as the API calls the field, such as {@code buyer.email}
 * @param error what is wrong with it; empty when nothing is
 * @param question the id of the organiser's question that it answers; 0 for none
 */
public record FieldView(
    String name,
    String label,
    Kind kind,
    String value,
    String hint,
    String error,
    boolean required,
    int maxLength,
    String autocomplete,
    List<String> choices,
    int question) {

  /** What it takes. */
  public enum Kind {
    TEXT("text"),
    EMAIL("email"),
    TEL("tel"),
    LONG_TEXT("text"),
    CHOICE("text"),
    YES_NO("text");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    /** The type of the input, and how a phone's keyboard looks for it. */
    public String type() {
      return type;
    }
  }

  public FieldView {
    choices = List.copyOf(choices);
  }

  /** One line of text that the browser may fill in. */
  static FieldView of(
      CheckoutForm sent, String name, String label, Kind kind, boolean required, String known) {
    int longest =
        switch (kind) {
          case EMAIL -> Typed.MAX_EMAIL;
          case TEL -> Typed.MAX_PHONE;
          default -> Typed.MAX_NAME;
        };
    return new FieldView(
        name,
        label,
        kind,
        sent.value(name),
        "",
        sent.error(name),
        required,
        longest,
        known,
        List.of(),
        0);
  }

  /** The answer to a question of the organiser. */
  static FieldView of(CheckoutForm sent, String name, Questionnaire.Question question) {
    Kind kind =
        switch (question.kind()) {
          case TEXT -> Kind.TEXT;
          case LONG_TEXT -> Kind.LONG_TEXT;
          case CHOICE -> Kind.CHOICE;
          case YES_NO -> Kind.YES_NO;
        };
    return new FieldView(
        name,
        question.label(),
        kind,
        sent.value(name),
        "",
        sent.error(name),
        question.required(),
        question.maxLength(),
        "off",
        question.choices(),
        question.id());
  }

  FieldView hinting(String words) {
    return new FieldView(
        name,
        label,
        kind,
        value,
        words,
        error,
        required,
        maxLength,
        autocomplete,
        choices,
        question);
  }

  /** The same in the page: no brackets, no dots. */
  public String id() {
    return "field-" + name.replaceAll("[^a-z0-9A-Z]+", "-");
  }

  public boolean isSelect() {
    return kind == Kind.CHOICE || kind == Kind.YES_NO;
  }

  /** Whether what nobody has to fill in was, or is wrong, so that it must be in sight. */
  public boolean isOpen() {
    return !value.isEmpty() || !error.isEmpty();
  }
}
