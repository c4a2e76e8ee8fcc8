package org.onsale.webhooks;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.onsale.catalog.Catalog;
import org.onsale.platform.FieldError;

/** Where the organiser wants to be told of what happens, and the secrets that sign it. */
@Singleton
public final class Endpoints {
  /** As many as one organiser may have: each has workers of its own. */
  public static final int MOST = 10;

  /** For so long the secret before signs besides. */
  public static final Duration OVERLAP = Duration.ofHours(24);

  private final EndpointRows rows;
  private final DeliveryRows deliveries;
  private final Catalog catalog;
  private final TargetRules rules;

  @Inject
  Endpoints(EndpointRows rows, DeliveryRows deliveries, Catalog catalog, TargetRules rules) {
    this.rows = rows;
    this.deliveries = deliveries;
    this.catalog = catalog;
    this.rules = rules;
  }

  /** All, the oldest first; never more than {@link #MOST}. */
  public List<Endpoint> list() {
    return rows.all(catalog.organiser().id());
  }

  public Optional<Endpoint> find(UUID id) {
    return rows.find(id);
  }

  /** What became of the wish for an endpoint. */
  public sealed interface MakeOutcome {
    /**
     * It is told from now on.
     *
     * @param secret which is never shown again
     */
    record Made(Endpoint endpoint, String secret) implements MakeOutcome {}

    record Refused(List<FieldError> faults) implements MakeOutcome {}

    /** There are {@link #MOST} already. */
    record TooMany() implements MakeOutcome {}
  }

  public MakeOutcome make(EndpointDetails details) {
    List<FieldError> faults = details.faults(rules);
    if (!faults.isEmpty()) {
      return new MakeOutcome.Refused(faults);
    }
    UUID id = UUID.randomUUID();
    String secret = Signature.newSecret();
    return rows.add(catalog.organiser().id(), id, details, secret, MOST)
        ? new MakeOutcome.Made(rows.find(id).orElseThrow(), secret)
        : new MakeOutcome.TooMany();
  }

  /** Changes an endpoint that is there; the faults, if it is not changed. */
  public List<FieldError> edit(Endpoint endpoint, EndpointDetails details) {
    List<FieldError> faults = details.faults(rules);
    if (faults.isEmpty()) {
      rows.edit(endpoint.id(), details);
    }
    return faults;
  }

  /** From now on nothing is sent; what happens meanwhile waits. */
  public void pause(Endpoint endpoint) {
    rows.set(endpoint.id(), Endpoint.State.PAUSED);
  }

  /** All that has waited is due now. */
  public void resume(Endpoint endpoint) {
    rows.set(endpoint.id(), Endpoint.State.ACTIVE);
  }

  /** Its log goes too, within the hour. */
  public void remove(Endpoint endpoint) {
    rows.set(endpoint.id(), Endpoint.State.REMOVED);
  }

  /** A new secret, never shown again; the one before signs besides for {@link #OVERLAP}. */
  public String rotate(Endpoint endpoint) {
    String secret = Signature.newSecret();
    rows.rotate(endpoint.id(), secret, OVERLAP);
    return secret;
  }

  /** Sends a message that tells of nothing, to see whether messages arrive. */
  public void test(Endpoint endpoint) {
    deliveries.store(List.of(NewDelivery.test(endpoint, deliveries.now())));
  }
}
