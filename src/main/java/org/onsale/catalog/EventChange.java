package org.onsale.catalog;

import java.util.List;
import org.onsale.platform.FieldError;

/** What became of an event that was to be changed. */
public sealed interface EventChange {
  record Changed(Event event) implements EventChange {}

  /** Nothing was changed; every fault is named. */
  record Refused(List<FieldError> errors) implements EventChange {}

  /** Nothing was changed: somebody else changed the event since the caller read it. */
  record Conflict(Event current) implements EventChange {}

  record NoSuchEvent() implements EventChange {}
}
