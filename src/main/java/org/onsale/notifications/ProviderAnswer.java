package org.onsale.notifications;

/** What a provider said to a message. */
sealed interface ProviderAnswer {

  /** In the words of the provider. */
  String words();

  /** It sees to the message from now on. */
  record Accepted(String words) implements ProviderAnswer {}

  /** It cannot reach this recipient, now or ever. */
  record Refused(String words) implements ProviderAnswer {}

  /** It did not take the message, or nobody knows; another time it may. */
  record Later(String words) implements ProviderAnswer {}
}
