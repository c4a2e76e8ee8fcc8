package org.onsale.catalog;

/** What became of an event that was to be removed. */
public sealed interface EventRemoval {
  record Removed() implements EventRemoval {}

  /** It is or was public, so people may hold tickets: it stays. */
  record WasPublished() implements EventRemoval {}

  record NoSuchEvent() implements EventRemoval {}
}
