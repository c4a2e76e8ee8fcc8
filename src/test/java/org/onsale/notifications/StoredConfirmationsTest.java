package org.onsale.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.OutboxDelivery;
import org.onsale.platform.RunningDatabase;

/** The confirmations of a sale that has just ended, without a mail server. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class StoredConfirmationsTest {
  private static final int ORDERS = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Inject Purchase purchase;
  @Inject Database database;
  @Inject OutboxDelivery delivery;
  private EventId event = new EventId(1);

  @BeforeEach
  void sellOut() {
    event = purchase.event("Sold out").id();
    execute(
        """
        INSERT INTO customer_order (event_id, code, hold_id, status, buyer_name, buyer_email,
                                    buyer_phone, currency, total, idempotency_key, request_hash,
                                    created_at, pay_by)
        SELECT :event, 'A' || :event || '-' || lpad(n::text, 8, '0'), gen_random_uuid(), 'paid',
               'Buyer ' || n, n || '@example.org', '', 'EUR', 2500, n, '', now(), now()
          FROM generate_series(1, :orders) AS n
        """);
    execute(
        """
        INSERT INTO order_line (event_id, code, number, pool, place, category, price, attendee)
        SELECT event_id, code, number, 1, 'Standing', '', 1250, buyer_name || '/' || number
          FROM customer_order CROSS JOIN generate_series(1, 2) AS number
         WHERE event_id = :event AND :orders > 0
        """);
    execute(
        """
        INSERT INTO outbox (event_id, topic, payload)
        SELECT event_id, 'order-paid', jsonb_build_object('code', code)
          FROM customer_order
         WHERE event_id = :event AND :orders > 0
        """);
  }

  /** Other tests share the database, and these orders have no history. */
  @AfterEach
  void forget() {
    for (String table : new String[] {"outbox", "message", "order_line", "customer_order"}) {
      execute("DELETE FROM " + table + " WHERE event_id = :event AND :orders > 0");
    }
  }

  @Test
  void ten_thousand_are_stored_once_each_with_their_own_words() throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (number("SELECT count(*) FROM outbox WHERE event_id = :event AND done_at IS NULL") > 0) {
      assertThat(Instant.now()).isBefore(end);
      delivery.run();
    }
    assertThat(number("SELECT count(*) FROM message WHERE event_id = :event")).isEqualTo(ORDERS);
    assertThat(
            number(
                """
                SELECT count(*)
                  FROM message JOIN customer_order ON code = order_code
                 WHERE message.event_id = :event AND customer_order.event_id = :event
                   AND recipient = buyer_email AND message.status = 'stored'
                   AND message_id = '<' || code || '.order-paid@onsale>'
                   AND body_text LIKE '%Standing – ' || buyer_name || '/1' || chr(10) || '%'
                   AND body_html LIKE '%Standing – ' || buyer_name || '/2</li>%'
                """))
        .isEqualTo(ORDERS);
    assertThat(number("SELECT count(*) FROM outbox WHERE event_id = :event AND attempts <> 1"))
        .isZero();
  }

  private void execute(String sql) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("event", event.value())
                    .bind("orders", ORDERS)
                    .execute());
  }

  private long number(String sql) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery(sql).bind("event", event.value()).mapTo(long.class).one());
  }
}
