package org.onsale.identity;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.platform.InProcessState;
import org.onsale.platform.Page;
import org.onsale.platform.SharedState;

/**
 * API tokens: {@code ons_org_…} for scripts of organisers, {@code ons_gate_…} for the gates of one
 * event. A token is shown once, when it is issued.
 *
 * <p>Each node remembers a token for {@link #REMEMBERED}. A revocation is told to all nodes at
 * once; one that does not hear of it knows that much later.
 */
@Singleton
public final class Tokens {
  static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int PAGE = 50;
  private static final Pattern FORM = Pattern.compile("ons_(org|gate)_[A-Za-z0-9_-]{43}");

  private static final String CHANNEL = "identity:token-revoked";

  private final Database database;
  private final Clock clock;
  private final SharedState state;
  private final Cache<String, Optional<Token>> remembered;

  /** A token in the list of tokens; the secret itself is not kept. */
  public record Issued(Token token, Instant createdAt, @Nullable Instant revokedAt) {}

  private record Row(
      long id,
      @Nullable Long eventId,
      String label,
      Instant createdAt,
      @Nullable Instant revokedAt) {
    Token token() {
      return eventId == null
          ? new Token.Organiser(id, label)
          : new Token.Gate(id, label, new EventId(eventId));
    }
  }

  /** The tokens of a node alone. */
  public Tokens(Database database, Clock clock) {
    this(database, clock, new InProcessState(clock));
  }

  @Inject
  public Tokens(Database database, Clock clock, SharedState state) {
    this.database = database;
    this.clock = clock;
    this.state = state;
    this.remembered = Remembered.during(REMEMBERED, clock);
    var forLife = state.subscribe(CHANNEL, new Revocations());
  }

  private final class Revocations implements SharedState.Listener {
    @Override
    public void heard(byte[] id) {
      forget(ByteBuffer.wrap(id).getLong());
    }

    @Override
    public void restored() {
      remembered.invalidateAll();
    }
  }

  public String issueOrganiser(String label) {
    String token = "ons_org_" + Unguessable.random();
    insert(token, "organiser", null, label);
    return token;
  }

  public String issueGate(EventId event, String label) {
    String token = "ons_gate_" + Unguessable.random();
    insert(token, "gate", event.value(), label);
    return token;
  }

  private void insert(String token, String kind, @Nullable Long event, String label) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO api_token (token_hash, kind, event_id, label, created_at)
                        VALUES (:hash, :kind, :event, :label, :now)
                        """)
                    .bind("hash", Unguessable.hash(token))
                    .bind("kind", kind)
                    .bind("event", event)
                    .bind("label", label)
                    .bind("now", clock.instant())
                    .execute());
  }

  /** What the token allows; empty when it is unknown or revoked. */
  public Optional<Token> verify(String bearer) {
    return FORM.matcher(bearer).matches() ? remembered.get(bearer, this::load) : Optional.empty();
  }

  private Optional<Token> load(String bearer) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT id, event_id, label, created_at, revoked_at
                        FROM api_token
                        WHERE token_hash = :hash AND revoked_at IS NULL
                        """)
                    .bind("hash", Unguessable.hash(bearer))
                    .mapTo(Row.class)
                    .findOne())
        .map(Row::token);
  }

  /**
   * The newest first.
   *
   * @param cursor {@link Page#next} of the page before, or null for the first page
   */
  public Page<Issued> list(@Nullable String cursor) {
    long before = cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
    List<Row> rows =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT id, event_id, label, created_at, revoked_at
                            FROM api_token
                            WHERE id < :before
                            ORDER BY id DESC
                            LIMIT :limit
                            """)
                        .bind("before", before)
                        .bind("limit", PAGE + 1)
                        .mapTo(Row.class)
                        .list());
    return Page.of(rows, PAGE, row -> Long.toString(row.id()))
        .map(row -> new Issued(row.token(), row.createdAt(), row.revokedAt()));
  }

  /** Makes a token useless for ever; false when there is no such token. */
  public boolean revoke(long id) {
    int rows =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createUpdate(
                            """
                            UPDATE api_token SET revoked_at = coalesce(revoked_at, :now)
                            WHERE id = :id
                            """)
                        .bind("id", id)
                        .bind("now", clock.instant())
                        .execute());
    forget(id);
    state.publish(CHANNEL, ByteBuffer.allocate(Long.BYTES).putLong(id).array());
    return rows == 1;
  }

  private void forget(long id) {
    remembered.asMap().values().removeIf(token -> token.isPresent() && token.get().id() == id);
  }
}
