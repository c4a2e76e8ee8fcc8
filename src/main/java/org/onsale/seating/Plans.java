package org.onsale.seating;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.platform.Gzip;
import org.onsale.platform.Page;

/** The seating plans: bring one in from a file, add a version, list them, load one. */
@Singleton
public final class Plans {

  /** The largest plan. */
  public static final int MAX_SEATS = 200_000;

  /** The largest file, in bytes. */
  public static final int MAX_FILE = 48 << 20;

  /** How many faults of a file are told; the rest are counted. */
  public static final int MAX_ERRORS = 200;

  /** The longest page of {@link #list}. */
  public static final int MAX_PAGE = 200;

  /** The plans in memory together, roughly, in bytes. */
  private static final long CACHE_BYTES = 96 << 20;

  private final Database database;
  private final Cache<Version, SeatingPlan> cache =
      Caffeine.newBuilder()
          .maximumWeight(CACHE_BYTES)
          .<Version, SeatingPlan>weigher((version, plan) -> 4096 + plan.seats() * 64)
          .build();

  private record Version(long plan, int version) {}

  private record Stored(byte[] compiled, byte[] guids) {}

  @Inject
  public Plans(Database database) {
    this.database = database;
  }

  /**
   * Makes a new plan of the file, or nothing when it has any fault.
   *
   * @param name for organisers; the file's own when blank
   * @param json read to the end, at most {@link #MAX_FILE} bytes; not closed
   */
  public ImportOutcome importPlan(String name, InputStream json) {
    byte[] file = read(json);
    var faults = new Faults();
    PlanDocument document = parse(file, faults);
    if (!faults.none()) {
      return faults.refused(document);
    }
    String chosen =
        !name.isBlank() ? name.strip() : document.name == null ? "" : document.name.strip();
    byte[] packed = Gzip.quick(file);
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              long plan = insertPlan(handle, chosen.isEmpty() ? "Seating plan" : chosen);
              return insertVersion(handle, plan, 1, document, null, packed);
            });
  }

  /**
   * Makes the file the next version of a plan: seats keep their indexes by {@code seat_guid}, new
   * ones are appended, and those it leaves out are withdrawn. Earlier versions stay as they are.
   */
  public ImportOutcome importVersion(long plan, InputStream json) {
    byte[] file = read(json);
    var faults = new Faults();
    PlanDocument document = parse(file, faults);
    if (!faults.none()) {
      return faults.refused(document);
    }
    byte[] packed = Gzip.quick(file);
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              int latest = lockLatest(handle, plan);
              if (latest == 0) {
                return new ImportOutcome.UnknownPlan(plan);
              }
              PlanCompiler.Compiled previous = compiled(handle, plan, latest);
              return insertVersion(handle, plan, latest + 1, document, previous, packed);
            });
  }

  /** What came of painting seats. */
  public sealed interface PaintOutcome {
    /** The plan has a new version in which they have the category. */
    record Painted(int version) implements PaintOutcome {}

    /** Somebody else made a version meanwhile, and nothing was changed. */
    record Overtaken() implements PaintOutcome {}

    record NoSuchPlan() implements PaintOutcome {}
  }

  /**
   * Makes a new version of a plan in which some seats have another category; all else is as it was.
   *
   * @param version that the seats were chosen from
   * @param seats their indexes; those that are withdrawn stay so
   * @param category its number in that version
   */
  public PaintOutcome paint(long plan, int version, Set<Integer> seats, int category) {
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              int latest = lockLatest(handle, plan);
              if (latest != version) {
                return latest == 0 ? new PaintOutcome.NoSuchPlan() : new PaintOutcome.Overtaken();
              }
              PlanCompiler.Compiled before = compiled(handle, plan, version);
              byte[] file = Paint.copy(document(handle, plan, version), before, seats, category);
              var faults = new Faults();
              PlanDocument document = parse(file, faults);
              if (!faults.none()) {
                throw new IllegalStateException(
                    "painting made faults: " + faults.refused(document).errors());
              }
              insertVersion(handle, plan, version + 1, document, before, Gzip.quick(file));
              return new PaintOutcome.Painted(version + 1);
            });
  }

  private static byte[] document(Handle handle, long plan, int version) {
    byte[] packed =
        handle
            .createQuery(
                """
                SELECT document
                FROM seating_plan_version
                WHERE plan_id = :plan AND version = :version
                """)
            .bind("plan", plan)
            .bind("version", version)
            .mapTo(byte[].class)
            .one();
    return Gzip.unpack(packed);
  }

  private static byte[] read(InputStream json) {
    try {
      return json.readNBytes(MAX_FILE + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PlanDocument parse(byte[] file, Faults faults) {
    if (file.length > MAX_FILE) {
      var document = new PlanDocument();
      faults.add(document, "", "is larger than {1} MiB", (MAX_FILE >> 20));
      return document;
    }
    PlanDocument document = PlanReader.read(file, faults);
    if (document.complete) {
      PlanCheck.check(document, faults);
    }
    return document;
  }

  private static long insertPlan(Handle handle, String name) {
    return handle
        .createQuery("INSERT INTO seating_plan (name) VALUES (:name) RETURNING plan_id")
        .bind("name", PlanCheck.shortened(name, PlanReader.MAX_TEXT))
        .mapTo(Long.class)
        .one();
  }

  /** The newest version, or 0; no one else adds one until the transaction ends. */
  private static int lockLatest(Handle handle, long plan) {
    boolean known =
        handle
            .createQuery("SELECT plan_id FROM seating_plan WHERE plan_id = :plan FOR UPDATE")
            .bind("plan", plan)
            .mapTo(Long.class)
            .findOne()
            .isPresent();
    if (!known) {
      return 0;
    }
    return handle
        .createQuery("SELECT max(version) FROM seating_plan_version WHERE plan_id = :plan")
        .bind("plan", plan)
        .mapTo(Integer.class)
        .one();
  }

  private static PlanCompiler.Compiled compiled(Handle handle, long plan, int version) {
    Stored stored =
        handle
            .createQuery(
                """
                SELECT compiled, guids
                FROM seating_plan_version
                WHERE plan_id = :plan AND version = :version
                """)
            .bind("plan", plan)
            .bind("version", version)
            .mapTo(Stored.class)
            .one();
    return new PlanCompiler.Compiled(
        PlanBlob.decode(plan, version, stored.compiled()), PlanBlob.decodeGuids(stored.guids()));
  }

  private static ImportOutcome insertVersion(
      Handle handle,
      long plan,
      int version,
      PlanDocument document,
      PlanCompiler.@Nullable Compiled previous,
      byte[] file) {
    PlanCompiler.Compiled compiled = PlanCompiler.compile(plan, version, document, previous);
    handle
        .createUpdate(
            """
            INSERT INTO seating_plan_version
              (plan_id, version, indexes, seats, compiled, guids, document)
            VALUES (:plan, :version, :indexes, :seats, :compiled, :guids, :document)
            """)
        .bind("plan", plan)
        .bind("version", version)
        .bind("indexes", compiled.plan().seats())
        .bind("seats", compiled.plan().liveSeats())
        .bind("compiled", PlanBlob.encode(compiled.plan()))
        .bind("guids", PlanBlob.encodeGuids(compiled.guids()))
        .bind("document", file)
        .execute();
    return new ImportOutcome.Imported(plan, version, compiled.plan().liveSeats());
  }

  /**
   * A version of a plan, from memory as a rule.
   *
   * @throws NoSuchElementException when there is none: plans that events name are never deleted
   */
  public SeatingPlan load(long plan, int version) {
    return cache.get(new Version(plan, version), this::read);
  }

  private SeatingPlan read(Version key) {
    byte[] blob =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT compiled
                            FROM seating_plan_version
                            WHERE plan_id = :plan AND version = :version
                            """)
                        .bind("plan", key.plan())
                        .bind("version", key.version())
                        .mapTo(byte[].class)
                        .findOne())
            .orElseThrow(
                () ->
                    new NoSuchElementException(
                        "no version " + key.version() + " of seating plan " + key.plan()));
    return PlanBlob.decode(key.plan(), key.version(), blob);
  }

  /** The plan with its newest version. */
  public Optional<PlanSummary> find(long plan) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT p.plan_id AS plan, p.name, v.version, v.seats, v.created_at AS changed_at
                        FROM seating_plan p
                        JOIN seating_plan_version v USING (plan_id)
                        WHERE p.plan_id = :plan
                        ORDER BY v.version DESC
                        LIMIT 1
                        """)
                    .bind("plan", plan)
                    .mapTo(PlanSummary.class)
                    .findOne());
  }

  /**
   * The plans with their newest versions, the latest plan first.
   *
   * @param cursor from the page before, null for the first page; one that is none is the first page
   * @param limit from 1 to {@link #MAX_PAGE}
   */
  public Page<PlanSummary> list(@Nullable String cursor, int limit) {
    int size = Math.clamp(limit, 1, MAX_PAGE);
    List<PlanSummary> found =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            SELECT p.plan_id AS plan, p.name, v.version, v.seats, v.created_at AS changed_at
                            FROM seating_plan p
                            JOIN LATERAL (
                              SELECT version, seats, created_at
                              FROM seating_plan_version
                              WHERE plan_id = p.plan_id
                              ORDER BY version DESC
                              LIMIT 1) v ON true
                            WHERE p.plan_id < :before
                            ORDER BY p.plan_id DESC
                            LIMIT :limit
                            """)
                        .bind("before", before(cursor))
                        .bind("limit", size + 1)
                        .mapTo(PlanSummary.class)
                        .list());
    return Page.of(found, size, plan -> Long.toString(plan.plan()));
  }

  private static long before(@Nullable String cursor) {
    if (cursor == null || !cursor.matches("[0-9]{1,18}")) {
      return Long.MAX_VALUE;
    }
    return Long.parseLong(cursor);
  }
}
