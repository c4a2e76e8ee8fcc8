package org.onsale.verify;

/**
 * Event 7 in a database, with nothing wrong: seats 0 and 1 and two places of pool 1 are sold to
 * order A7-AAAAAAAA, which is paid.
 */
public final class SoundSale {
  public static final String SQL =
      """
      INSERT INTO change (event_id, version, batch_id, kind, hold_id, order_code, customer, seats,
                          pools, quantities, seat_count, fingerprint, expires_at, decided_at)
      SELECT 7, version, gen_random_uuid(), kind,
             CASE WHEN version > 1 THEN '00000000-0000-4000-8000-000000000001'::uuid END,
             CASE WHEN version > 2 THEN 'A7-AAAAAAAA' END, CASE WHEN version > 2 THEN 'ann' END,
             CASE WHEN version > 1 THEN '{0,1}'::int[] ELSE '{}' END, '{1}',
             CASE WHEN version > 1 THEN '{2}'::int[] ELSE '{5}' END,
             CASE WHEN version = 1 THEN 10 END, CASE WHEN version = 2 THEN 1 END,
             CASE WHEN version > 1 THEN now() + interval '1 hour' END, now()
        FROM (VALUES (1, 'configure'), (2, 'hold'), (3, 'claim'), (4, 'confirm'))
          AS new (version, kind);
      INSERT INTO customer_order (event_id, code, hold_id, status, buyer_name, buyer_email,
                                  buyer_phone, currency, total, idempotency_key, request_hash,
                                  created_at, pay_by)
      VALUES (7, 'A7-AAAAAAAA', '00000000-0000-4000-8000-000000000001', 'paid', 'Ann', 'ann@x', '',
              'EUR', 4000, 'k', '', now(), now());
      INSERT INTO order_line (event_id, code, number, seat, pool, place, category, price, attendee)
      VALUES (7, 'A7-AAAAAAAA', 1, 0, NULL, 'Seat 1', 'A', 1500, 'Ann'),
             (7, 'A7-AAAAAAAA', 2, 1, NULL, 'Seat 2', 'A', 1500, 'Ann'),
             (7, 'A7-AAAAAAAA', 3, NULL, 1, 'Floor', 'Floor', 500, 'Ann'),
             (7, 'A7-AAAAAAAA', 4, NULL, 1, 'Floor', 'Floor', 500, 'Ann');
      INSERT INTO ticket (event_id, id, order_code, line, seat, pool, place, category, holder,
                          status, issued_at)
      SELECT event_id, '00000000000' || number, code, number, seat, pool, place, category, attendee,
             'valid', now()
        FROM order_line;
      INSERT INTO payment (event_id, code, attempt, method, status, amount, reason, idempotency_key,
                           request_hash, started_at, changed_at)
      VALUES (7, 'A7-AAAAAAAA', 1, 'sandbox', 'captured', 4000, '', 'p', '', now(), now());
      INSERT INTO sandbox_payment (key, amount, currency, status)
      VALUES ('A7-AAAAAAAA/1', 4000, 'EUR', 'captured');
      """;

  private SoundSale() {}
}
