package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who brings the messages to their recipients. */
@Singleton
final class Providers {
  private final List<Provider> all;

  @Inject
  Providers(MailProvider mail, Twilio twilio) {
    this(List.of(mail, twilio));
  }

  Providers(List<Provider> all) {
    this.all = all;
  }

  /** The ways by which messages leave the house. */
  Set<Channel> provided() {
    return all.stream()
        .filter(Provider::isConfigured)
        .map(Provider::channel)
        .collect(Collectors.toUnmodifiableSet());
  }
}
