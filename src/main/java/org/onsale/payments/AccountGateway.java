package org.onsale.payments;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;
import org.onsale.platform.Page;

/**
 * One provider, by whichever account: new payments go to the current one, and each is finished and
 * given back by the account that it was begun with, whatever keys were entered since.
 */
final class AccountGateway implements Gateway {
  private static final Logger LOG = Logger.getLogger(AccountGateway.class);

  /** Messages are tried with no more accounts than these; older ones have long been silent. */
  private static final int HEARD = 4;

  private final String method;
  private final String title;
  private final ProviderAccounts accounts;
  private final Attempts attempts;

  AccountGateway(String method, String title, ProviderAccounts accounts, Attempts attempts) {
    this.method = method;
    this.title = title;
    this.accounts = accounts;
    this.attempts = attempts;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean isKnown() {
    return !accounts.of(method).all().isEmpty();
  }

  @Override
  public boolean isOffered() {
    return accounts.of(method).current() != null;
  }

  @Override
  public boolean isTest() {
    ProviderAccount current = accounts.of(method).current();
    return current != null && current.keys().isTest();
  }

  @Override
  public boolean accepts(String instruction) {
    ProviderAccount current = accounts.of(method).current();
    return current != null && current.gateway().accepts(instruction);
  }

  /**
   * Of the account of an attempt; of the current one for an attempt that is new.
   *
   * @throws IllegalStateException when its keys were taken away
   */
  private Gateway of(String key) {
    ProviderAccounts.Known known = accounts.of(method);
    ProviderAccount current = known.current();
    boolean only = known.all().size() == 1;
    if (current != null && current.number() == 0 && only) {
      return current.gateway(); // No other was ever entered.
    }
    return attempts
        .find(key)
        .map(attempt -> Optional.ofNullable(known.all().get(attempt.account())))
        .orElse(Optional.ofNullable(current))
        .map(ProviderAccount::gateway)
        .orElseThrow(
            () -> new IllegalStateException("there are no keys of " + method + " for " + key));
  }

  @Override
  public GatewayAnswer authorise(String key, Money amount, String instruction) {
    return of(key).authorise(key, amount, instruction);
  }

  @Override
  public GatewayAnswer capture(String key, Money amount) {
    return of(key).capture(key, amount);
  }

  @Override
  public GatewayAnswer cancel(String key, Money amount) {
    return of(key).cancel(key, amount);
  }

  @Override
  public GatewayAnswer refund(String key, String refund, Money amount) {
    return of(key).refund(key, refund, amount);
  }

  @Override
  public PaymentState state(String key) {
    return of(key).state(key);
  }

  /** One account after the other; one that has no list adds nothing to it. */
  @Override
  public Optional<Page<GatewayEntry>> changedSince(
      Instant since, @Nullable String cursor, int limit) {
    List<ProviderAccount> known =
        accounts.of(method).all().values().stream()
            .sorted(Comparator.comparing(ProviderAccount::number))
            .toList();
    Place place = Place.of(cursor);
    Optional<ProviderAccount> account =
        known.stream().filter(each -> each.number() >= place.account()).findFirst();
    if (account.isEmpty()) {
      return Optional.empty();
    }
    int number = account.get().number();
    String inside = number == place.account() ? place.inside() : null;
    Page<GatewayEntry> page = listed(account.get(), since, inside, limit);
    return Optional.of(new Page<>(page.items(), next(known, number, page.next())));
  }

  /** What a former account does not tell, for its keys may be worth nothing now, is left out. */
  private Page<GatewayEntry> listed(
      ProviderAccount account, Instant since, @Nullable String inside, int limit) {
    try {
      return account
          .gateway()
          .changedSince(since, inside, limit)
          .orElse(new Page<>(List.of(), null));
    } catch (IllegalStateException e) {
      ProviderAccount current = accounts.of(method).current();
      if (current != null && current.number() == account.number()) {
        throw e;
      }
      LOG.warnf("Account %d of %s is not compared: %s", account.number(), method, e.getMessage());
      return new Page<>(List.of(), null);
    }
  }

  private static @Nullable String next(
      List<ProviderAccount> known, int number, @Nullable String inside) {
    if (inside != null) {
      return number + " " + inside;
    }
    boolean last = known.getLast().number() == number;
    return last ? null : number + 1 + " ";
  }

  /** Where a walk through all accounts is. */
  private record Place(int account, @Nullable String inside) {
    static Place of(@Nullable String cursor) {
      if (cursor == null) {
        return new Place(0, null);
      }
      String[] parts = cursor.split(" ", 2);
      return new Place(Integer.parseInt(parts[0]), parts[1].isEmpty() ? null : parts[1]);
    }
  }

  /** Signed by a secret of any account: what it hints at is asked of the right one. */
  @Override
  public Notice heard(Function<String, Optional<String>> header, String body) {
    List<ProviderAccount> known = accounts.of(method).inOrder();
    Notice notice = new Notice.Forged();
    for (ProviderAccount account : known.subList(0, Math.min(HEARD, known.size()))) {
      notice = account.gateway().heard(header, body);
      if (!(notice instanceof Notice.Forged)) {
        return notice;
      }
    }
    return notice;
  }
}
