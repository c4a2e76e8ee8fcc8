package org.onsale.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.onsale.platform.StoredJson;

/**
 * What an endpoint is to be told.
 *
 * @param event 0 for a test, which is of none
 * @param order its code; empty when the message is of the event itself
 * @param position of two messages of an order, the later has the greater
 * @param message the id under which it goes out
 */
record NewDelivery(
    UUID endpoint,
    long event,
    String order,
    long position,
    String message,
    String type,
    String body) {
  static final String TEST = "test";

  /** Tells of nothing, and waits for nothing. */
  static NewDelivery test(Endpoint endpoint, Instant now) {
    String id = "msg_test_" + UUID.randomUUID();
    record Nothing() {}
    record Body(String id, String type, Instant created, Nothing data) {}
    return new NewDelivery(
        endpoint.id(),
        0,
        id,
        0,
        id,
        TEST,
        StoredJson.write(new Body(id, TEST, now, new Nothing())));
  }
}
