package org.onsale.payments;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.FieldError;

/**
 * The keys of Stripe and PayPal that the organiser enters, in place of those of the configuration.
 * They can be written and not read.
 */
@Singleton
public final class ProviderKeys {
  private final KeyRows rows;
  private final ProviderAccounts accounts;
  private final boolean sandboxOffered;
  private final Clock clock;

  @Inject
  ProviderKeys(
      KeyRows rows,
      ProviderAccounts accounts,
      @ConfigProperty(name = "onsale.sandbox") Optional<Boolean> sandbox,
      Clock clock) {
    this.rows = rows;
    this.accounts = accounts;
    this.sandboxOffered = sandbox.orElse(false);
    this.clock = clock;
  }

  /** Where the keys are from that take new payments by a method. */
  public enum Source {
    NONE,
    CONFIGURATION,
    ENTERED
  }

  /**
   * What may be seen of a method's keys.
   *
   * @param key how it ends; empty when there is none
   * @param webhook how its part ends that lets messages be believed; empty without it
   * @param savedBy who entered them; empty when nobody did
   * @param older accounts of which keys are kept to finish what was begun with them
   */
  public record Seen(
      String method,
      Source source,
      boolean test,
      String key,
      String webhook,
      String savedBy,
      @Nullable Instant savedAt,
      int older) {}

  /** Stripe and PayPal. */
  public List<Seen> list() {
    return Keys.METHODS.stream().map(this::seen).toList();
  }

  public Seen seen(String method) {
    ProviderAccounts.Known known = accounts.of(method);
    ProviderAccount current = known.current();
    if (current == null) {
      return new Seen(method, Source.NONE, false, "", "", "", null, known.all().size());
    }
    return new Seen(
        method,
        current.isConfigured() ? Source.CONFIGURATION : Source.ENTERED,
        current.keys().isTest(),
        current.keys().hint(),
        current.keys().webhookHint(),
        current.savedBy(),
        current.savedAt(),
        known.all().size() - 1);
  }

  /**
   * Saves keys, which take new payments from now on, on every node within a second. Of the same
   * account they also finish what was begun with those before, and may leave empty what stays; else
   * those before are kept for that. Test and live keys are never of the same account.
   *
   * @param by who enters them
   * @return the faults, if they are not saved
   */
  public List<FieldError> save(Keys given, boolean sameAccount, String by) {
    ProviderAccount current = accounts.of(given.method()).current();
    Keys keys = sameAccount && current != null ? over(given, current.keys()) : given;
    List<FieldError> faults = keys.faults();
    if (faults.isEmpty() && sandboxOffered && !keys.isTest()) {
      String field = keys instanceof Keys.Stripe ? "secretKey" : "environment";
      faults =
          List.of(
              new FieldError(
                  field, "This server offers play money (onsale.sandbox): not beside live keys."));
    }
    if (faults.isEmpty()) {
      OptionalInt number =
          current != null && sameAccount && current.keys().isTest() == keys.isTest()
              ? OptionalInt.of(current.number())
              : OptionalInt.empty();
      rows.save(
          keys, all -> number.orElseGet(() -> newest(all, keys.method()) + 1), by, clock.instant());
      accounts.forget();
    }
    return faults;
  }

  private static Keys over(Keys given, Keys before) {
    return switch (given) {
      case Keys.Stripe stripe when before instanceof Keys.Stripe old -> stripe.over(old);
      case Keys.PayPal paypal when before instanceof Keys.PayPal old -> paypal.over(old);
      default -> given;
    };
  }

  private static int newest(List<KeyRows.Row> rows, String method) {
    return rows.stream()
        .filter(row -> row.method().equals(method))
        .mapToInt(KeyRows.Row::account)
        .max()
        .orElse(0);
  }

  /**
   * Takes no new payments with entered keys from now on, but with those of the configuration, if
   * there are any; they still finish what was begun with them.
   *
   * @return false when none are entered
   */
  public boolean retire(String method) {
    boolean retired = rows.retire(method);
    accounts.forget();
    return retired;
  }
}
