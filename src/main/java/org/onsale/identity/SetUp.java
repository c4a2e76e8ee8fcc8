package org.onsale.identity;

import java.util.List;
import org.onsale.platform.FieldError;

/** What came of an attempt to create the owner's account by a one-time link. */
public sealed interface SetUp {

  record Done(Account account) implements SetUp {}

  /** The link is unknown, used or too old. */
  record LinkSpent() implements SetUp {}

  record Refused(List<FieldError> errors) implements SetUp {}
}
