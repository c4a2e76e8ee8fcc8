package org.onsale.checkin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.onsale.checkin.ScanResult.Verdict;
import org.onsale.platform.Busy;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.tickets.Admissions;
import org.onsale.tickets.Ticket;
import org.onsale.tickets.TicketCodes.Reading;
import org.onsale.tickets.TicketId;
import org.onsale.tickets.Tickets;

/**
 * Admits tickets, each once.
 *
 * <p>A scan is one transaction. It first writes its scan id, whose key makes a twin wait until the
 * first has its answer; then the admission, whose key lets one gate win. The ticket's row is share
 * locked meanwhile, so that a ticket is never admitted after it was revoked. Nobody holds these
 * locks for more than a few seconds, even when a node freezes.
 */
@Singleton
public final class Checkin implements Admissions {
  /** The longest id of a scan. */
  public static final int MAX_SCAN_ID = 64;

  /** PostgreSQL gave up waiting for a lock, or for the statement. */
  private static final Set<String> TIMEOUTS = Set.of("55P03", "57014");

  private final Database database;
  private final Tickets tickets;

  @Inject
  public Checkin(Database database, Tickets tickets) {
    this.database = database;
    this.tickets = tickets;
  }

  /**
   * Scans a code: the signed one of the QR, or a ticket's number as somebody typed it.
   *
   * @param gate who scans, for the log
   * @param scanId made by the gate's device, at most {@link #MAX_SCAN_ID} characters: the same scan
   *     again gets the same answer; null when the device makes none
   * @return empty when another code was scanned under the id: whoever holds this one must not get
   *     the other's answer
   * @throws Busy when the database cannot answer in time; the scan may be repeated with its id
   */
  public Optional<ScanResult> scan(
      EventId event, String gate, String code, @Nullable String scanId) {
    String id = Objects.requireNonNullElseGet(scanId, () -> UUID.randomUUID().toString());
    Scan scan = new Scan(event, id, gate, sha256(code));
    ScanResult candidate = read(event, code);
    try {
      return database
          .jdbi()
          .inTransaction(handle -> decideOnce(handle, scan, candidate))
          .or(() -> repeated(scan));
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException cause && TIMEOUTS.contains(cause.getSQLState())) {
        throw new Busy("another gate is scanning this ticket");
      }
      throw e;
    }
  }

  /** A scan as it is written down. */
  private record Scan(EventId event, String id, String gate, byte[] code) {}

  private static byte[] sha256(String code) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What the code alone decides; {@code ADMITTED} when the ticket may go in, if it is not in. */
  private ScanResult read(EventId event, String code) {
    Optional<TicketId> typed = TicketId.parse(code);
    if (typed.isPresent()) {
      return found(event, typed.get());
    }
    return switch (tickets.read(code)) {
      case Reading.Valid valid when !valid.event().equals(event) ->
          ScanResult.wrongEvent(valid.event());
      case Reading.Valid valid -> found(event, valid.ticket());
      case Reading.Forged forged -> notATicket("The signature of this code is not ours.");
      case Reading.UnknownKey unknown -> notATicket("This code is signed by a key we do not have.");
      case Reading.Malformed malformed -> notATicket("This is not the code of a ticket.");
    };
  }

  private ScanResult found(EventId event, TicketId id) {
    Optional<Ticket> found = tickets.find(event, id);
    if (found.isEmpty()) {
      return tickets
          .eventOf(id)
          .map(ScanResult::wrongEvent)
          .orElseGet(() -> notATicket("No ticket has this number."));
    }
    Ticket ticket = found.get();
    if (ticket.revoked()) {
      return revoked(ticket);
    }
    if (!tickets.isPaid(ticket)) {
      return ScanResult.refused(
          Verdict.REVOKED, "The payment for this ticket is not complete.", ticket);
    }
    return new ScanResult(Verdict.ADMITTED, "", ticket, null, null, null);
  }

  private static ScanResult notATicket(String reason) {
    return ScanResult.refused(Verdict.NOT_A_TICKET, reason, null);
  }

  private static ScanResult revoked(Ticket ticket) {
    return ScanResult.refused(
        Verdict.REVOKED, "The sale of this ticket was undone; it is no longer valid.", ticket);
  }

  /** Empty when the scan has its answer already. */
  private static Optional<ScanResult> decideOnce(Handle handle, Scan scan, ScanResult candidate) {
    limitWaits(handle);
    if (!begin(handle, scan)) {
      return Optional.empty();
    }
    Ticket ticket = candidate.ticket();
    ScanResult result =
        ticket == null || candidate.verdict() != Verdict.ADMITTED
            ? candidate
            : admit(handle, scan.gate(), ticket);
    finish(handle, scan, result);
    return Optional.of(result);
  }

  private static void limitWaits(Handle handle) {
    handle.execute(
        """
        SELECT set_config('lock_timeout', '2s', true),
               set_config('statement_timeout', '4s', true),
               set_config('idle_in_transaction_session_timeout', '4s', true)
        """);
  }

  private static boolean begin(Handle handle, Scan scan) {
    String sql =
        """
        INSERT INTO scan (event_id, scan_id, gate, code_sha256, scanned_at)
        VALUES (:event, :scan, :gate, :code, clock_timestamp())
        ON CONFLICT (event_id, scan_id) DO NOTHING
        """;
    return handle
            .createUpdate(sql)
            .bind("event", scan.event().value())
            .bind("scan", scan.id())
            .bind("gate", scan.gate())
            .bind("code", scan.code())
            .execute()
        == 1;
  }

  /** The key of the admission decides between two gates that scan in the same instant. */
  private static ScanResult admit(Handle handle, String gate, Ticket ticket) {
    String sql =
        """
        INSERT INTO admission (event_id, ticket_id, gate, admitted_at)
        SELECT event_id, id, :gate, clock_timestamp()
          FROM ticket
         WHERE event_id = :event AND id = :ticket AND status = 'valid'
           FOR SHARE
        ON CONFLICT (event_id, ticket_id) DO NOTHING
        """;
    int admitted =
        handle
            .createUpdate(sql)
            .bind("event", ticket.event().value())
            .bind("ticket", ticket.id().value())
            .bind("gate", gate)
            .execute();
    Optional<Admission> admission = admission(handle, ticket);
    if (admission.isEmpty()) {
      return revoked(ticket);
    }
    boolean now = admitted == 1;
    return new ScanResult(
        now ? Verdict.ADMITTED : Verdict.ALREADY_USED,
        now ? "" : "This ticket is in already.",
        ticket,
        null,
        admission.get().admittedAt(),
        admission.get().gate());
  }

  record Admission(String gate, Instant admittedAt) {}

  private static Optional<Admission> admission(Handle handle, Ticket ticket) {
    String sql =
        "SELECT gate, admitted_at FROM admission WHERE event_id = :event AND ticket_id = :ticket";
    return handle
        .createQuery(sql)
        .bind("event", ticket.event().value())
        .bind("ticket", ticket.id().value())
        .mapTo(Admission.class)
        .findOne();
  }

  private static void finish(Handle handle, Scan scan, ScanResult result) {
    String sql =
        """
        UPDATE scan
           SET result = :result, reason = :reason, ticket_id = :ticket, other_event = :other,
               admitted_at = :admitted, admitted_gate = :gate
         WHERE event_id = :event AND scan_id = :scan
        """;
    Ticket ticket = result.ticket();
    EventId other = result.otherEvent();
    handle
        .createUpdate(sql)
        .bind("result", result.verdict().name().toLowerCase(Locale.ROOT))
        .bind("reason", result.reason())
        .bind("ticket", ticket == null ? null : ticket.id().value())
        .bind("other", other == null ? null : other.value())
        .bind("admitted", result.admittedAt())
        .bind("gate", result.admittedGate())
        .bind("event", scan.event().value())
        .bind("scan", scan.id())
        .execute();
  }

  record Answer(
      String result,
      String reason,
      boolean sameCode,
      @Nullable String ticketId,
      @Nullable Long otherEvent,
      @Nullable Instant admittedAt,
      @Nullable String admittedGate) {}

  private Optional<ScanResult> repeated(Scan scan) {
    String sql =
        """
        SELECT result, reason, coalesce(code_sha256 = :code, true) AS same_code, ticket_id, other_event, admitted_at, admitted_gate
          FROM scan
         WHERE event_id = :event AND scan_id = :scan
        """;
    Answer answer =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(sql)
                        .bind("event", scan.event().value())
                        .bind("scan", scan.id())
                        .bind("code", scan.code())
                        .mapTo(Answer.class)
                        .one());
    return answer.sameCode() ? Optional.of(result(scan.event(), answer)) : Optional.empty();
  }

  private ScanResult result(EventId event, Answer answer) {
    String ticket = answer.ticketId();
    Long other = answer.otherEvent();
    return new ScanResult(
        Verdict.valueOf(answer.result().toUpperCase(Locale.ROOT)),
        answer.reason(),
        ticket == null ? null : tickets.find(event, new TicketId(ticket)).orElseThrow(),
        other == null ? null : new EventId(other),
        answer.admittedAt(),
        answer.admittedGate());
  }

  @Override
  public Set<TicketId> among(Connection connection, EventId event, Collection<TicketId> among)
      throws SQLException {
    String sql = "SELECT ticket_id FROM admission WHERE event_id = ? AND ticket_id = ANY (?)";
    Set<TicketId> admitted = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setArray(
          2, connection.createArrayOf("text", among.stream().map(TicketId::value).toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          admitted.add(new TicketId(row.getString("ticket_id")));
        }
      }
    }
    return admitted;
  }

  /** How many tickets have gone in, and how many there are that may or did. */
  public record Counts(long admitted, long valid) {}

  public Counts counts(EventId event) {
    String sql =
        """
        SELECT (SELECT count(*) FROM admission WHERE event_id = :event) AS admitted,
               (SELECT count(*) FROM ticket WHERE event_id = :event AND status = 'valid') AS valid
        """;
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery(sql).bind("event", event.value()).mapTo(Counts.class).one());
  }
}
