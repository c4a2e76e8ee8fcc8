package org.onsale.platform;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.Locale;

/**
 * One fault in what a client sent.
 *
 * @param field the path of the field at fault, such as {@code buyer.email} or {@code seats[2]}
 * @param message a sentence for the person who must mend it
 */
public record FieldError(String field, Phrase message) {

  /** With a sentence as {@link Phrase#of} makes it. */
  public FieldError(String field, @CompileTimeConstant String message, Object... values) {
    this(field, Phrase.of(message, values));
  }

  /** The same, said to a reader. */
  FieldError in(Locale reader) {
    return new FieldError(field, Phrase.asIs(message.in(reader)));
  }
}
