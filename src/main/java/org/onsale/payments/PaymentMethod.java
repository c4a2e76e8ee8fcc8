package org.onsale.payments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.onsale.platform.Phrase;

/**
 * A way to pay that buyers may choose.
 *
 * @param method the name that the API takes
 * @param title as people read it, in English
 * @param test whether no money moves
 */
public record PaymentMethod(String method, String title, boolean test) {
  /** As people read it, in their language. */
  @JsonIgnore
  public Phrase shown() {
    return Phrase.stored(title);
  }
}
