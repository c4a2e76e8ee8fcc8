package org.onsale.payments;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.onsale.platform.Database;
import org.onsale.platform.Money;

/**
 * A gateway for trying things out: no money moves. It keeps its books in a table of its own, in
 * transactions of its own, as an outside company would, so that crashes between it and us are real.
 *
 * <p>The instruction chooses what happens: {@code approve}, {@code decline}, or {@code timeout},
 * which approves and then never answers.
 */
@Singleton
public final class Sandbox implements Gateway {
  private static final Set<String> INSTRUCTIONS = Set.of("approve", "decline", "timeout");

  private final Database database;

  public Sandbox(Database database) {
    this.database = database;
  }

  @Override
  public String method() {
    return "sandbox";
  }

  @Override
  public boolean accepts(String instruction) {
    return INSTRUCTIONS.contains(instruction);
  }

  @Override
  public GatewayAnswer authorise(String key, Money amount, String instruction) {
    String wanted = instruction.equals("decline") ? "declined" : "authorised";
    String sql =
        """
        INSERT INTO sandbox_payment (key, amount, currency, status)
        VALUES (:key, :amount, :currency, :status)
        ON CONFLICT (key) DO NOTHING
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("key", key)
                    .bind("amount", amount.amount())
                    .bind("currency", amount.currency().getCurrencyCode())
                    .bind("status", wanted)
                    .execute());
    if (instruction.equals("timeout")) {
      return new GatewayAnswer.NoAnswer();
    }
    return switch (state(key)) {
      case AUTHORISED, CAPTURED -> new GatewayAnswer.Approved();
      case DECLINED -> new GatewayAnswer.Declined("The test card was declined.");
      case CANCELLED, NONE -> new GatewayAnswer.Declined("The payment was cancelled before.");
      case UNKNOWN -> new GatewayAnswer.NoAnswer();
    };
  }

  @Override
  public GatewayAnswer capture(String key, Money amount) {
    String sql =
        """
        UPDATE sandbox_payment
           SET status = 'captured', changed_at = now()
         WHERE key = :key AND amount = :amount AND status IN ('authorised', 'captured')
        """;
    int rows =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createUpdate(sql)
                        .bind("key", key)
                        .bind("amount", amount.amount())
                        .execute());
    return rows == 1
        ? new GatewayAnswer.Approved()
        : new GatewayAnswer.Declined("Nothing is set aside that could be captured.");
  }

  @Override
  public GatewayAnswer cancel(String key, Money amount) {
    String sql =
        """
        INSERT INTO sandbox_payment (key, amount, currency, status)
        VALUES (:key, :amount, :currency, 'voided')
        ON CONFLICT (key) DO UPDATE
           SET status = 'voided', changed_at = now()
         WHERE sandbox_payment.status IN ('authorised', 'voided')
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("key", key)
                    .bind("amount", amount.amount())
                    .bind("currency", amount.currency().getCurrencyCode())
                    .execute());
    return switch (state(key)) {
      case CANCELLED, DECLINED -> new GatewayAnswer.Approved();
      case CAPTURED -> new GatewayAnswer.Declined("The payment is captured already.");
      case AUTHORISED, NONE, UNKNOWN -> new GatewayAnswer.NoAnswer();
    };
  }

  @Override
  public PaymentState state(String key) {
    Optional<String> status =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("SELECT status FROM sandbox_payment WHERE key = :key")
                        .bind("key", key)
                        .mapTo(String.class)
                        .findOne());
    return status
        .map(
            text ->
                switch (text) {
                  case "authorised" -> PaymentState.AUTHORISED;
                  case "captured" -> PaymentState.CAPTURED;
                  case "declined" -> PaymentState.DECLINED;
                  case "voided" -> PaymentState.CANCELLED;
                  default -> throw new IllegalStateException("unknown sandbox status " + text);
                })
        .orElse(PaymentState.NONE);
  }
}
