package org.onsale.orders;

import java.util.List;
import org.onsale.catalog.Event;
import org.onsale.platform.FieldError;

/** What can come of publishing an event, and of bringing its changes into the sale. */
public sealed interface PublishOutcome {
  record NoSuchEvent() implements PublishOutcome {}

  /** What is missing, or contradicts what is sold already; nothing has changed. */
  record Refused(List<FieldError> errors) implements PublishOutcome {}

  /** Somebody else changed the event meanwhile. */
  record Conflict(Event current) implements PublishOutcome {}

  record Published(Event event) implements PublishOutcome {}
}
