package org.onsale.webhooks;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.onsale.platform.Phrase;

/**
 * Brings what is due to its endpoints, at least once each.
 *
 * <p>Each endpoint has a few workers of its own on this node, so one that is slow keeps nobody else
 * waiting. A worker takes a few deliveries under a lease and goes on until nothing is due, or until
 * one fails: then the next run, a second later, begins anew. A node that dies leaves what it took
 * to the next one, which sends it under the same id, perhaps a second time.
 */
final class Courier {
  private static final Logger LOG = Logger.getLogger(Courier.class);

  /** Of one endpoint, on this node. */
  static final int WORKERS = 4;

  /** Taken by a worker at once. */
  static final int AT_ONCE = 4;

  /** For one request, all of it. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  /** Twice as long as it takes when none of those that were taken is answered. */
  static final Duration LEASE = LIMIT.multipliedBy(2L * AT_ONCE);

  /** An endpoint that has failed for so long, and never succeeded, is paused. */
  static final Duration PATIENCE = Duration.ofDays(3);

  private final EndpointRows endpoints;
  private final DeliveryRows rows;
  private final Line line;
  private final Clock clock;
  private final Map<UUID, Integer> working = new ConcurrentHashMap<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  Courier(EndpointRows endpoints, DeliveryRows rows, Line line, Clock clock) {
    this.endpoints = endpoints;
    this.rows = rows;
    this.line = line;
    this.clock = clock;
  }

  /** Sets workers to what is due, and does not wait for them. */
  void run() {
    endpoints.due().forEach(this::begin);
  }

  private void begin(UUID endpoint) {
    if (stopped || working.merge(endpoint, 1, Integer::sum) > WORKERS) {
      working.merge(endpoint, -1, Integer::sum);
      return;
    }
    Thread worker = Thread.ofVirtual().name("webhooks").unstarted(() -> work(endpoint));
    threads.add(worker);
    worker.start();
  }

  private void work(UUID endpoint) {
    try {
      boolean more = true;
      while (more && !stopped) {
        more = workOff(endpoint);
      }
    } catch (RuntimeException e) {
      // What it took comes again when the lease ends.
      LOG.warnf(e, "Deliveries of webhook %s will be made later", endpoint);
    } finally {
      working.merge(endpoint, -1, Integer::sum);
      threads.remove(Thread.currentThread());
    }
  }

  /** Whether to go on: there may be more, and nothing has failed. */
  private boolean workOff(UUID endpoint) {
    Optional<EndpointRows.Target> target = endpoints.target(endpoint);
    if (target.isEmpty()) {
      return false;
    }
    List<WebhookDelivery> taken = rows.take(endpoint, AT_ONCE, LEASE);
    if (taken.size() == AT_ONCE) {
      begin(endpoint);
    }
    boolean well = true;
    for (WebhookDelivery delivery : taken) {
      well &= deliver(target.get(), delivery);
    }
    return well && !taken.isEmpty();
  }

  private boolean deliver(EndpointRows.Target target, WebhookDelivery delivery) {
    Instant begun = clock.instant();
    long before = System.nanoTime();
    Reply reply =
        delivery.attempt() > Pause.ATTEMPTS
            ? Reply.none(Phrase.of("Every attempt was cut short by the end of its node."))
            : send(target, delivery, begun);
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    Pause next = Pause.after(delivery.attempt(), ThreadLocalRandom.current());
    rows.finish(delivery, reply, begun, took, next);
    if (reply.isSuccess()) {
      endpoints.succeeded(target.id());
    } else {
      endpoints.failed(target.id(), PATIENCE, reply.isGone());
    }
    return reply.isSuccess();
  }

  private Reply send(EndpointRows.Target target, WebhookDelivery delivery, Instant at) {
    if (target.secrets().isEmpty()) {
      return Reply.none(
          Phrase.of("The key that opens the webhook's secret is lost: rotate the secret."));
    }
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/json",
            "user-agent",
            "Onsale",
            "webhook-id",
            delivery.message(),
            "webhook-timestamp",
            Long.toString(at.getEpochSecond()),
            "webhook-signature",
            Signature.of(target.secrets(), delivery.message(), at, delivery.body()));
    return line.post(URI.create(target.url()), headers, delivery.body());
  }

  /** Waits until nobody works. */
  void rest() throws InterruptedException {
    for (Thread worker : threads) {
      worker.join();
      rest();
    }
  }

  /** Ends after the requests under way; what is left comes again when its lease ends. */
  void stop() {
    stopped = true;
    line.close();
  }
}
