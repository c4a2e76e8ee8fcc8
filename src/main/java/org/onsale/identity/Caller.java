package org.onsale.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the request at hand; known in resources that are {@link OrganiserOnly} or {@link
 * GateOnly}, nobody elsewhere. Templates say {@code {inject:caller.csrf}}.
 */
@RequestScoped
@Named("caller")
public class Caller {
  private Sessions.@Nullable Session session;
  private @Nullable Token token;

  /** The person, when a person is signed in by a cookie. */
  public Optional<Account> account() {
    return Optional.ofNullable(session).map(Sessions.Session::account);
  }

  /** The API token, when a script or a gate calls. */
  public Optional<Token> token() {
    return Optional.ofNullable(token);
  }

  /** The value of the hidden field {@code csrf}; empty for a caller without a session. */
  public String csrf() {
    return session == null ? "" : session.csrf();
  }

  /** How the caller stands in histories. */
  public String name() {
    if (session != null) {
      return session.account().email();
    }
    return token == null ? "anonymous" : "token " + token.label();
  }

  void enter(Sessions.Session found) {
    session = found;
  }

  void enter(Token found) {
    token = found;
  }
}
