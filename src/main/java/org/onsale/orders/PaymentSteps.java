package org.onsale.orders;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.GroupCommit;
import org.onsale.platform.GroupCommit.Rider;
import org.onsale.platform.Outbox;
import org.onsale.platform.Transactions;

/** Writes steps of payments, many in one transaction. */
@Singleton
final class PaymentSteps implements AutoCloseable {

  /** The outbox topic that tells of a paid order; its payload is {@link OrderPaid}. */
  static final String ORDER_PAID = "order-paid";

  /** The outbox topic that tells of money given back; its payload is {@link OrderRefunded}. */
  static final String ORDER_REFUNDED = "order-refunded";

  /** The topic that tells of a declined payment; its payload is {@link PaymentFailed}. */
  static final String PAYMENT_FAILED = "payment-failed";

  /** The topic that tells of an order that was not paid in time; {@link OrderExpired}. */
  static final String ORDER_EXPIRED = "order-expired";

  /** The topic that tells of late money that goes back; its payload is {@link PaymentReturned}. */
  static final String PAYMENT_RETURNED = "payment-returned";

  private static final int MAX_QUEUED = 20_000;
  private static final int MAX_BATCH = 256;
  private static final int MAX_UNDER_WAY = 8;

  private final Database database;
  private final Outbox outbox;
  private final ExecutorService executor = GroupCommit.threads("payments-", MAX_UNDER_WAY);
  private final GroupCommit<EventId, Step, StepAnswer> commits;

  @Inject
  PaymentSteps(Database database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
    this.commits = new GroupCommit<>(executor, MAX_QUEUED, MAX_BATCH, this::transact);
  }

  CompletionStage<StepAnswer> take(Step step) {
    return commits.submit(step.code().event(), step);
  }

  private void transact(EventId event, List<Rider<Step, StepAnswer>> riders) throws SQLException {
    List<StepAnswer> answers =
        Transactions.run(database.dataSource(), connection -> carryOut(connection, event, riders));
    for (int i = 0; i < answers.size(); i++) {
      riders.get(i).answer().complete(answers.get(i));
    }
  }

  private List<StepAnswer> carryOut(
      Connection connection, EventId event, List<Rider<Step, StepAnswer>> riders)
      throws SQLException {
    Instant now = begin(connection);
    List<OrderCode> codes = riders.stream().map(rider -> rider.request().code()).toList();
    Map<String, OrderRecord> orders = OrderRows.lock(connection, event, codes);
    List<StepAnswer> answers = new ArrayList<>(riders.size());
    Told told = new Told();
    for (Rider<Step, StepAnswer> rider : riders) {
      OrderRecord order = orders.get(rider.request().code().value());
      StepAnswer answer =
          order == null ? new StepAnswer.NoSuchOrder() : step(order, rider.request(), now);
      if (answer instanceof StepAnswer.Done || answer instanceof StepAnswer.OfferAnswered) {
        told.done(rider.request());
      }
      answers.add(answer);
    }
    OrderRows.save(connection, event, orders.values(), now);
    told.write(outbox, connection, event);
    return answers;
  }

  /** What a batch tells the outbox. */
  private static final class Told {
    private final List<OrderPaid> paid = new ArrayList<>();
    private final List<PaymentFailed> failed = new ArrayList<>();
    private final List<OrderRefunded> refunded = new ArrayList<>();
    private final List<OrderExpired> expired = new ArrayList<>();
    private final List<PaymentReturned> returned = new ArrayList<>();

    void done(Step step) {
      String event = step.code().event().toString();
      String code = step.code().value();
      switch (step) {
        case Step.Captured captured -> paid.add(new OrderPaid(event, code));
        case Step.Declined declined -> failed.add(new PaymentFailed(event, code));
        case Step.Expired end -> expired.add(new OrderExpired(event, code));
        case Step.Refunded done -> refunded.add(new OrderRefunded(event, code, done.refund()));
        case Step.GiveBack back -> returned.add(new PaymentReturned(event, code));
        case Step.EndOffer end -> returned.add(new PaymentReturned(event, code));
        case Step.AcceptOffer accept -> {}
        case Step.Start start -> {}
        case Step.BuyerActs acts -> {}
        case Step.Unanswered unanswered -> {}
        case Step.Voiding voiding -> {}
        case Step.Voided voided -> {}
        case Step.RefundFailed problem -> {}
        case Step.RefundReturned problem -> {}
        case Step.RefundUnanswered unanswered -> {}
        case Step.RefundAgain again -> {}
      }
    }

    void write(Outbox outbox, Connection transaction, EventId event) throws SQLException {
      outbox.writeAll(transaction, event, ORDER_PAID, paid);
      outbox.writeAll(transaction, event, PAYMENT_FAILED, failed);
      outbox.writeAll(transaction, event, ORDER_REFUNDED, refunded);
      outbox.writeAll(transaction, event, ORDER_EXPIRED, expired);
      outbox.writeAll(transaction, event, PAYMENT_RETURNED, returned);
    }
  }

  private static Instant begin(Connection connection) throws SQLException {
    String sql =
        """
        SELECT set_config('lock_timeout', '3s', true), set_config('statement_timeout', '5s', true),
               set_config('idle_in_transaction_session_timeout', '5s', true), clock_timestamp()
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getObject(4, OffsetDateTime.class).toInstant();
    }
  }

  private static StepAnswer step(OrderRecord order, Step step, Instant now) {
    return switch (step) {
      case Step.Start start -> order.start(start, now);
      case Step.Declined declined -> order.declined(declined.attempt(), declined.reason());
      case Step.BuyerActs acts -> order.buyerActs(acts.attempt(), now);
      case Step.Unanswered unanswered ->
          order.unanswered(unanswered.attempt(), now.plus(unanswered.askAgainAfter()));
      case Step.Voiding voiding -> order.voiding(voiding.attempt(), voiding.reason(), now);
      case Step.Voided voided -> order.voided(voided.attempt());
      case Step.Captured captured -> order.captured(captured.attempt());
      case Step.GiveBack back -> order.giveBack(back.attempt(), back.lost(), back.reason(), now);
      case Step.AcceptOffer accept -> order.acceptOffer(now);
      case Step.EndOffer end -> order.endOffer(end.answer(), end.reason(), now);
      case Step.Expired expired -> order.expired(now);
      case Step.Refunded refunded -> order.refunded(refunded.refund(), now);
      case Step.RefundFailed failed -> order.refundFailed(failed.refund(), failed.problem(), now);
      case Step.RefundReturned back -> order.refundReturned(back.refund(), back.problem());
      case Step.RefundUnanswered none ->
          order.refundUnanswered(none.refund(), now.plus(none.askAgainAfter()));
      case Step.RefundAgain again -> order.refundAgain(again.refund(), now);
    };
  }

  @Override
  @PreDestroy
  public void close() {
    executor.shutdown();
  }
}
