package org.onsale.identity;

import org.onsale.platform.EventId;

/** What an API token allows. */
public sealed interface Token {

  /** The number by which it is listed and revoked. */
  long id();

  /** What its maker called it. */
  String label();

  /** All that an organiser may do. */
  record Organiser(long id, String label) implements Token {}

  /** Scanning at the gates of one event. */
  record Gate(long id, String label, EventId event) implements Token {}
}
