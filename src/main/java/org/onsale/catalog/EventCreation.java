package org.onsale.catalog;

import java.util.List;
import org.onsale.platform.FieldError;

/** What became of an event that was to be created. */
public sealed interface EventCreation {
  record Created(Event event) implements EventCreation {}

  /** Nothing was created; every fault is named. */
  record Refused(List<FieldError> errors) implements EventCreation {}
}
