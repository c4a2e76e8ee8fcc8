package org.onsale.webhooks;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.SealedText;
import org.onsale.platform.Secrets;

/** The table of endpoints. Secrets are in it encrypted, each for its endpoint. */
@Singleton
final class EndpointRows {
  private static final String COLUMNS =
      """
      SELECT id, url, description, types, status, paused_because, failing_since, old_secret_until,
             created_at
        FROM webhook_endpoint
      """;

  private final Database database;
  private final SealedText sealed;
  private final Clock clock;

  @Inject
  EndpointRows(Database database, Secrets secrets, Clock clock) {
    this.database = database;
    this.sealed = new SealedText(secrets, "webhooks");
    this.clock = clock;
  }

  /** All that are not removed, the oldest first. */
  List<Endpoint> all(long organiser) {
    String sql =
        COLUMNS + "WHERE status <> 'removed' AND organiser_id = :organiser ORDER BY created_at, id";
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery(sql).bind("organiser", organiser).mapTo(Endpoint.class).list());
  }

  /** Those of everybody that hear of what happens, paused ones too: it waits for them. */
  List<Endpoint> all() {
    String sql = COLUMNS + "WHERE status <> 'removed' ORDER BY created_at, id";
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(Endpoint.class).list());
  }

  Optional<Endpoint> find(UUID id) {
    String sql = COLUMNS + "WHERE id = :id AND status <> 'removed'";
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery(sql).bind("id", id).mapTo(Endpoint.class).findOne());
  }

  /** Active ones that something is due for. */
  List<UUID> due() {
    String sql =
        """
        SELECT id
          FROM webhook_endpoint
         WHERE status = 'active'
           AND EXISTS (SELECT FROM webhook_delivery
                        WHERE endpoint = webhook_endpoint.id AND next_attempt_at <= :now)
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery(sql).bind("now", clock.instant()).mapTo(UUID.class).list());
  }

  /**
   * Adds an endpoint, unless there are as many as there may be.
   *
   * @return whether it was added
   */
  boolean add(long organiser, UUID id, EndpointDetails details, String secret, int most) {
    String sql =
        """
        INSERT INTO webhook_endpoint (id, organiser_id, url, description, types, status, secret,
                                      created_at)
        SELECT :id, :organiser, :url, :description, :types, 'active', :secret, :now
         WHERE (SELECT count(*) FROM webhook_endpoint
                 WHERE organiser_id = :organiser AND status <> 'removed') < :most
        """;
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              // Two that count at once would both find room for one.
              handle.execute("LOCK TABLE webhook_endpoint IN SHARE ROW EXCLUSIVE MODE");
              return handle
                      .createUpdate(sql)
                      .bind("id", id)
                      .bind("organiser", organiser)
                      .bind("url", details.url())
                      .bind("description", details.description())
                      .bindArray(
                          "types", String.class, Endpoint.ordered(details.chosen()).toArray())
                      .bind("secret", sealed.seal(id.toString(), secret))
                      .bind("now", clock.instant())
                      .bind("most", most)
                      .execute()
                  == 1;
            });
  }

  void edit(UUID id, EndpointDetails details) {
    String sql =
        """
        UPDATE webhook_endpoint SET url = :url, description = :description, types = :types
         WHERE id = :id
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("id", id)
                    .bind("url", details.url())
                    .bind("description", details.description())
                    .bindArray("types", String.class, Endpoint.ordered(details.chosen()).toArray())
                    .execute());
  }

  /** A new secret, beside which the old one signs for a while. */
  void rotate(UUID id, String secret, Duration overlap) {
    String sql =
        """
        UPDATE webhook_endpoint
           SET old_secret = secret, old_secret_until = :until, secret = :secret
         WHERE id = :id
        """;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("id", id)
                    .bind("until", clock.instant().plus(overlap))
                    .bind("secret", sealed.seal(id.toString(), secret))
                    .execute());
  }

  /** Whoever resumes an endpoint wants what has waited now, and believes that it works. */
  void set(UUID id, Endpoint.State state) {
    String change =
        """
        UPDATE webhook_endpoint SET status = :status, paused_because = '', failing_since = NULL
         WHERE id = :id AND status <> 'removed' AND status <> :status
        """;
    String due =
        """
        UPDATE webhook_delivery SET next_attempt_at = :now
         WHERE endpoint = :id AND status = 'waiting' AND next_attempt_at > :now
        """;
    database
        .jdbi()
        .useTransaction(
            handle -> {
              int changed =
                  handle.createUpdate(change).bind("status", state.id()).bind("id", id).execute();
              if (changed == 1 && state == Endpoint.State.ACTIVE) {
                handle.createUpdate(due).bind("now", clock.instant()).bind("id", id).execute();
              }
            });
  }

  /** An endpoint as a request to it needs it; empty when it is told nothing now. */
  Optional<Target> target(UUID id) {
    String sql =
        """
        SELECT url, secret, CASE WHEN old_secret_until > :now THEN old_secret END AS old_secret
          FROM webhook_endpoint
         WHERE id = :id AND status = 'active'
        """;
    record Row(String url, byte[] secret, byte @Nullable [] oldSecret) {}
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("id", id)
                    .bind("now", clock.instant())
                    .map(
                        (row, context) ->
                            new Row(
                                row.getString("url"),
                                row.getBytes("secret"),
                                row.getBytes("old_secret")))
                    .findOne())
        .map(
            row ->
                new Target(
                    id,
                    row.url(),
                    Stream.of(Optional.of(row.secret()), Optional.ofNullable(row.oldSecret()))
                        .flatMap(Optional::stream)
                        .flatMap(each -> sealed.open(id.toString(), each).stream())
                        .toList()));
  }

  /**
   * Where a request goes, and what signs it.
   *
   * @param secrets the newest first; none when the key that opens them is lost
   */
  record Target(UUID id, String url, List<String> secrets) {
    /** Without the secrets. */
    @Override
    public String toString() {
      return "webhook " + id + " at " + url;
    }
  }

  void succeeded(UUID id) {
    String sql =
        "UPDATE webhook_endpoint SET failing_since = NULL WHERE id = :id AND failing_since IS NOT NULL";
    database.jdbi().useHandle(handle -> handle.createUpdate(sql).bind("id", id).execute());
  }

  /** Notes a failure; an endpoint that has done nothing else since then is paused. */
  void failed(UUID id, Duration patience, boolean gone) {
    Instant now = clock.instant();
    String note =
        """
        UPDATE webhook_endpoint SET failing_since = :now WHERE id = :id AND failing_since IS NULL
        """;
    String pause =
        """
        UPDATE webhook_endpoint SET status = 'paused', paused_because = :because
         WHERE id = :id AND status = 'active' AND (:gone OR failing_since < :before)
        """;
    String because =
        gone
            ? "It answered 410 Gone: it wants no more requests."
            : "Every delivery has failed for " + patience.toDays() + " days.";
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.createUpdate(note).bind("now", now).bind("id", id).execute();
              handle
                  .createUpdate(pause)
                  .bind("because", because)
                  .bind("id", id)
                  .bind("gone", gone)
                  .bind("before", now.minus(patience))
                  .execute();
            });
  }
}
