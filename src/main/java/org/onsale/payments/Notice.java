package org.onsale.payments;

/** What a message of a provider is worth. */
public sealed interface Notice {
  /** Something happened to the attempt with this key. */
  record About(String key) implements Notice {}

  /** Genuine, and nothing that we wait for. */
  record OfNothing() implements Notice {}

  /** Not from the provider, or too old. */
  record Forged() implements Notice {}

  /** Whether it is genuine cannot be found out now: the provider sends it again later. */
  record Unverified() implements Notice {}
}
