package org.onsale.checkin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.onsale.checkin.ScanResult.Verdict;
import org.onsale.platform.Database;
import org.onsale.platform.EventId;
import org.onsale.tickets.Ticket;
import org.onsale.tickets.TicketCodes;
import org.onsale.tickets.TicketId;
import org.onsale.tickets.Tickets;

/** Admits tickets. */
@Singleton
public final class Checkin {
  private final Database database;
  private final Tickets tickets;
  private final TicketCodes codes;

  @Inject
  public Checkin(Database database, Tickets tickets, TicketCodes codes) {
    this.database = database;
    this.tickets = tickets;
    this.codes = codes;
  }

  /** How many tickets have gone in, of how many that may. */
  public record Counts(long admitted, long valid) {}

  private record Candidate(@Nullable Verdict refusal, @Nullable Ticket ticket) {}

  record Admission(String gate, Instant admittedAt) {}

  record Scan(
      @Nullable String ticketId, String gate, String result, @Nullable Instant admittedAt) {}

  /**
   * Scans a code: the signed one of the QR, or a ticket's number as somebody typed it.
   *
   * @param gate a name for the log
   * @param scanId made by the gate's device: the same scan again gets the same answer
   */
  public ScanResult scan(EventId event, String gate, String code, UUID scanId) {
    Candidate candidate = read(event, code);
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              // The key makes a twin wait here until the first has its answer.
              if (!begin(handle, event, scanId, gate)) {
                return repeated(handle, event, scanId);
              }
              ScanResult result = decide(handle, event, gate, candidate);
              finish(handle, event, scanId, result);
              return result;
            });
  }

  private Candidate read(EventId event, String code) {
    Optional<TicketId> typed = TicketId.parse(code);
    if (typed.isPresent()) {
      return found(event, typed.get());
    }
    return switch (codes.read(code)) {
      case TicketCodes.Reading.Genuine genuine when genuine.event().equals(event) ->
          found(event, genuine.ticket());
      case TicketCodes.Reading.Genuine genuine -> new Candidate(Verdict.WRONG_EVENT, null);
      case TicketCodes.Reading.Forged forged -> new Candidate(Verdict.NOT_A_TICKET, null);
      case TicketCodes.Reading.Foreign foreign -> new Candidate(Verdict.NOT_A_TICKET, null);
    };
  }

  private Candidate found(EventId event, TicketId id) {
    Optional<Ticket> ticket = tickets.find(event, id);
    if (ticket.isEmpty()) {
      return new Candidate(Verdict.NOT_A_TICKET, null);
    }
    return new Candidate(tickets.admits(ticket.get()) ? null : Verdict.REVOKED, ticket.get());
  }

  private static boolean begin(Handle handle, EventId event, UUID scanId, String gate) {
    String sql =
        """
        INSERT INTO scan (event_id, scan_id, gate, result, scanned_at)
        VALUES (:event, :scan, :gate, '', clock_timestamp())
        ON CONFLICT (event_id, scan_id) DO NOTHING
        """;
    return handle
            .createUpdate(sql)
            .bind("event", event.value())
            .bind("scan", scanId)
            .bind("gate", gate)
            .execute()
        == 1;
  }

  private ScanResult repeated(Handle handle, EventId event, UUID scanId) {
    String sql =
        """
        SELECT ticket_id, gate, result, admitted_at
          FROM scan
         WHERE event_id = :event AND scan_id = :scan
        """;
    Scan scan =
        handle
            .createQuery(sql)
            .bind("event", event.value())
            .bind("scan", scanId)
            .mapTo(Scan.class)
            .one();
    Ticket ticket =
        scan.ticketId() == null
            ? null
            : tickets.find(event, new TicketId(scan.ticketId())).orElse(null);
    String admittedGate =
        ticket == null || scan.admittedAt() == null ? null : admission(handle, ticket).gate();
    return new ScanResult(
        Verdict.valueOf(scan.result().toUpperCase(Locale.ROOT)),
        ticket,
        scan.admittedAt(),
        admittedGate);
  }

  /** The key of the admission decides between two gates that scan in the same instant. */
  private static ScanResult decide(Handle handle, EventId event, String gate, Candidate candidate) {
    Ticket ticket = candidate.ticket();
    if (candidate.refusal() != null || ticket == null) {
      Verdict refusal = candidate.refusal() == null ? Verdict.NOT_A_TICKET : candidate.refusal();
      return new ScanResult(refusal, ticket, null, null);
    }
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
            .bind("event", event.value())
            .bind("ticket", ticket.id().value())
            .bind("gate", gate)
            .execute();
    Optional<Admission> admission = findAdmission(handle, ticket);
    if (admission.isEmpty()) {
      return new ScanResult(Verdict.REVOKED, ticket, null, null);
    }
    return new ScanResult(
        admitted == 1 ? Verdict.ADMITTED : Verdict.ALREADY_USED,
        ticket,
        admission.get().admittedAt(),
        admission.get().gate());
  }

  private static Admission admission(Handle handle, Ticket ticket) {
    return findAdmission(handle, ticket).orElseThrow();
  }

  private static Optional<Admission> findAdmission(Handle handle, Ticket ticket) {
    String sql =
        "SELECT gate, admitted_at FROM admission WHERE event_id = :event AND ticket_id = :ticket";
    return handle
        .createQuery(sql)
        .bind("event", ticket.event().value())
        .bind("ticket", ticket.id().value())
        .mapTo(Admission.class)
        .findOne();
  }

  private static void finish(Handle handle, EventId event, UUID scanId, ScanResult result) {
    String sql =
        """
        UPDATE scan SET ticket_id = :ticket, result = :result, admitted_at = :admitted
         WHERE event_id = :event AND scan_id = :scan
        """;
    handle
        .createUpdate(sql)
        .bind("ticket", result.ticket() == null ? null : result.ticket().id().value())
        .bind("result", result.verdict().name().toLowerCase(Locale.ROOT))
        .bind("admitted", result.admittedAt())
        .bind("event", event.value())
        .bind("scan", scanId)
        .execute();
  }

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
