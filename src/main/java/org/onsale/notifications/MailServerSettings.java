package org.onsale.notifications;

import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The SMTP server that mails are handed to, as it is configured. */
@Singleton
final class MailServerSettings {
  static final int CONNECTIONS = 2 * Dispatch.AT_THE_SAME_TIME;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  /** A connection is given up before the attempt is. */
  private static final Duration LONGEST_SILENCE = Dispatch.PATIENCE.minusSeconds(10);

  private final Optional<String> host;
  private final int port;
  private final Optional<String> username;
  private final Optional<String> password;
  private final String from;
  private final StartTLSOptions startTls;
  private final boolean tls;
  private final Duration timeout;

  /**
   * @param from the sender, such as {@code Old Harbour Theatre <tickets@example.org>}
   * @param startTls disabled, optional or required
   * @param tls whether the connection begins with TLS, as on port 465
   * @param timeout a connection on which the server says nothing for so long is closed
   */
  @Inject
  MailServerSettings(
      @ConfigProperty(name = "onsale.mail.host") Optional<String> host,
      @ConfigProperty(name = "onsale.mail.port", defaultValue = "25") int port,
      @ConfigProperty(name = "onsale.mail.username") Optional<String> username,
      @ConfigProperty(name = "onsale.mail.password") Optional<String> password,
      @ConfigProperty(name = "onsale.mail.from", defaultValue = "Onsale <tickets@localhost>")
          String from,
      @ConfigProperty(name = "onsale.mail.start-tls", defaultValue = "OPTIONAL")
          StartTLSOptions startTls,
      @ConfigProperty(name = "onsale.mail.tls", defaultValue = "false") boolean tls,
      @ConfigProperty(name = "onsale.mail.timeout", defaultValue = "PT110S") Duration timeout) {
    this.host = host;
    this.port = port;
    this.username = username;
    this.password = password;
    this.from = from;
    this.startTls = startTls;
    this.tls = tls;
    this.timeout = timeout.compareTo(LONGEST_SILENCE) < 0 ? timeout : LONGEST_SILENCE;
  }

  /** Empty when mails are kept and not sent. */
  Optional<String> host() {
    return host;
  }

  String from() {
    return from;
  }

  /**
   * How Vert.x's client is to speak to it.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  MailConfig client() {
    MailConfig config =
        new MailConfig()
            .setHostname(host.orElseThrow())
            .setPort(port)
            .setStarttls(startTls)
            .setSsl(tls)
            .setMaxPoolSize(CONNECTIONS);
    config.setConnectTimeout(Math.toIntExact(CONNECT_LIMIT.toMillis()));
    config.setIdleTimeout(Math.toIntExact(timeout.toMillis()));
    config.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    username.ifPresent(config::setUsername);
    password.ifPresent(config::setPassword);
    return config;
  }
}
