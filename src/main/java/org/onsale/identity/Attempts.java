package org.onsale.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.onsale.platform.FailedTries;

/**
 * Counts failed sign-ins, by the address they come from and by the account they try, so that nobody
 * guesses passwords at speed. Successful ones do not count.
 */
final class Attempts {
  private static final int PER_ADDRESS = 30;
  private static final int PER_ACCOUNT = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private final FailedTries addresses;
  private final FailedTries accounts;

  Attempts(Clock clock) {
    this.addresses = new FailedTries(PER_ADDRESS, WINDOW, clock);
    this.accounts = new FailedTries(PER_ACCOUNT, WINDOW, clock);
  }

  /** One try: spent when it is made, given back when it succeeds. */
  final class Attempt {
    private final String address;
    private final String account;

    private Attempt(String address, String account) {
      this.address = address;
      this.account = account;
    }

    void succeeded() {
      addresses.giveBack(address);
      accounts.giveBack(account);
    }
  }

  /** Either the attempt, or how long to wait before the next. */
  record Permission(Optional<Attempt> attempt, Duration retryAfter) {}

  Permission ask(String remoteAddress, String email) {
    String address = FailedTries.network(remoteAddress);
    String account = email.toLowerCase(Locale.ROOT);
    Duration first = addresses.count(address);
    if (first.isPositive()) {
      return new Permission(Optional.empty(), first);
    }
    Duration second = accounts.count(account);
    if (second.isPositive()) {
      addresses.giveBack(address);
      return new Permission(Optional.empty(), second);
    }
    return new Permission(Optional.of(new Attempt(address, account)), Duration.ZERO);
  }
}
