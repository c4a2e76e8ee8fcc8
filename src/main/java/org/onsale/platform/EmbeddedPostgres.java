package org.onsale.platform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A durable PostgreSQL that belongs to this process: started with it, stopped with it, its data
 * kept in a folder.
 *
 * <p>The usual wrapper around these binaries is made for tests: it turns fsync off and trusts every
 * local user. This one keeps every promise of durability and asks for a password, so it may hold
 * real sales (ADR 0005).
 *
 * <p>The server is a {@link TetheredProcess}: Ctrl-C reaches the application first, and not even
 * {@code kill -9} leaves a server behind.
 *
 * <p>PostgreSQL refuses to run as root; there it runs in a user namespace of its own ({@code
 * unshare --user}), in which it is nobody, while its files stay the caller's.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /** The superuser that {@link #start} creates. */
  public static final String USER = "onsale";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final FileChannel lockFile;
  private final TetheredProcess process;
  private final Server server;

  /** Where a running server listens, and the password of {@link #USER}. */
  public record Server(int port, String password) {
    /** The JDBC address of one of its databases. */
    public String jdbcUrl(String database) {
      return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }
  }

  /** The folder cannot be used now; the message is a sentence for the person at the terminal. */
  public static final class UnusableException extends RuntimeException {
    UnusableException(String message) {
      super(message);
    }
  }

  private EmbeddedPostgres(FileChannel lockFile, TetheredProcess process, Server server) {
    this.lockFile = lockFile;
    this.process = process;
    this.server = server;
  }

  /**
   * Starts the server whose binaries and data live in {@code home}, creating both when they are not
   * there.
   *
   * @throws UnusableException when another process uses the folder, or the server does not start
   */
  public static EmbeddedPostgres start(Path home) {
    try {
      Files.createDirectories(home);
      FileChannel lockFile = lock(home);
      try {
        Path binaries = extractBinaries(home);
        Path data = home.resolve("data");
        String password = initialise(home, binaries, data);
        stopLeftBehind(data);
        int port = TetheredProcess.freePort();
        TetheredProcess process = launch(home, binaries, data, port);
        Server server = new Server(port, password);
        awaitReady(home, server, process);
        return new EmbeddedPostgres(lockFile, process, server);
      } catch (IOException | RuntimeException e) {
        lockFile.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server that another process has running on {@code home}, if there is one. */
  public static Optional<Server> running(Path home) {
    Path pidFile = home.resolve("data").resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(pidFile);
      // Line 1 is the process, line 4 the port: src/include/utils/pidfile.h of PostgreSQL.
      if (lines.size() < 4 || !isPostgres(Long.parseLong(lines.getFirst().strip()))) {
        return Optional.empty();
      }
      return Optional.of(new Server(Integer.parseInt(lines.get(3).strip()), readPassword(home)));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  public Server server() {
    return server;
  }

  /** Stops the server and waits until it has written everything down. */
  @Override
  public void close() {
    try (lockFile) {
      process.stop(STOP_LIMIT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel lock(Path home) throws IOException {
    FileChannel channel =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new UnusableException(
          "The data folder "
              + home.toAbsolutePath().normalize()
              + " is in use by another Onsale. Stop that one first, or choose another folder with"
              + " --data.");
    }
    return channel;
  }

  private static Path extractBinaries(Path home) throws IOException {
    String archive = archiveName();
    Path target = home.resolve("binaries");
    Path complete = target.resolve("complete");
    if (Files.exists(complete)) {
      return target;
    }
    try (InputStream resource =
        EmbeddedPostgres.class.getClassLoader().getResourceAsStream(archive)) {
      if (resource == null) {
        throw new UnusableException(
            "There is no embedded PostgreSQL for this platform ("
                + archive
                + "). Use a PostgreSQL of your own with --db-url.");
      }
      extract(new BufferedInputStream(resource), target);
    }
    Files.createFile(complete);
    return target;
  }

  private static String archiveName() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    if (os.contains("mac")) {
      return arm ? "postgres-darwin-arm_64.txz" : "postgres-darwin-x86_64.txz";
    }
    return arm ? "postgres-linux-arm_64.txz" : "postgres-linux-x86_64.txz";
  }

  private static void extract(InputStream archive, Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("archive entry outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, file);
          boolean executable = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  /** Creates the cluster when it is not there; returns its superuser's password. */
  private static String initialise(Path home, Path binaries, Path data) throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return readPassword(home);
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Path passwordFile = home.resolve("password");
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, password + "\n");
    List<String> command = new ArrayList<>(asOrdinaryUser());
    command.addAll(
        List.of(
            binaries.resolve("bin/initdb").toString(),
            "--pgdata=" + data,
            "--username=" + USER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums"));
    Path log = home.resolve("initdb.log");
    Process initdb =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (await(initdb) != 0) {
      throw new UnusableException(
          "PostgreSQL could not create its data folder: " + lastLine(log) + " (see " + log + ")");
    }
    return password;
  }

  private static String readPassword(Path home) throws IOException {
    return Files.readString(home.resolve("password")).strip();
  }

  /** Root may not run PostgreSQL: a user namespace makes it nobody without touching its files. */
  private static List<String> asOrdinaryUser() throws IOException {
    boolean root = "root".equals(System.getProperty("user.name"));
    if (!root) {
      return List.of();
    }
    Process probe =
        new ProcessBuilder("unshare", "--user", "true")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (await(probe) != 0) {
      throw new UnusableException(
          "PostgreSQL does not run as root, and this system does not allow user namespaces"
              + " (unshare --user). Start Onsale as another user, or use --db-url.");
    }
    return List.of("unshare", "--user");
  }

  /** A server whose JVM was killed stops by itself; one whose shell was killed too is stopped. */
  private static void stopLeftBehind(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid;
    try {
      pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return;
    }
    if (!isPostgres(pid)) {
      Files.deleteIfExists(pidFile);
      return;
    }
    await(new ProcessBuilder("kill", "-INT", Long.toString(pid)).start());
    ProcessHandle.of(pid)
        .ifPresent(
            left -> {
              try {
                left.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new UnusableException(
                    "A PostgreSQL left behind (process " + pid + ") does not stop.");
              }
            });
  }

  private static boolean isPostgres(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().command())
        .filter(command -> command.endsWith("postgres"))
        .isPresent();
  }

  private static TetheredProcess launch(Path home, Path binaries, Path data, int port)
      throws IOException {
    List<String> command = new ArrayList<>(asOrdinaryUser());
    command.addAll(
        List.of(
            binaries.resolve("bin/postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=on",
            "-c",
            "synchronous_commit=on",
            "-c",
            "full_page_writes=on",
            "-c",
            "max_connections=120",
            "-c",
            "shared_buffers=256MB",
            "-c",
            "max_wal_size=2GB",
            "-c",
            "timezone=UTC"));
    return TetheredProcess.start(command, home.resolve("postgresql.log"));
  }

  private static void awaitReady(Path home, Server server, TetheredProcess process)
      throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      if (isReady(home, server)) {
        return;
      }
      if (!process.isRunning()) {
        break;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    process.stop(STOP_LIMIT);
    Path log = home.resolve("postgresql.log");
    throw new UnusableException(
        "PostgreSQL did not start: " + lastLine(log) + " (see " + log + ")");
  }

  /** Line 8 of the file says "ready" once connections are accepted. */
  private static boolean isReady(Path home, Server server) throws IOException {
    Path pidFile = home.resolve("data/postmaster.pid");
    if (!Files.exists(pidFile)) {
      return false;
    }
    List<String> lines = Files.readAllLines(pidFile);
    return lines.size() >= 8
        && lines.get(3).strip().equals(Integer.toString(server.port()))
        && lines.get(7).strip().equals("ready")
        && accepts(server);
  }

  private static boolean accepts(Server server) {
    try (var connection =
        DriverManager.getConnection(server.jdbcUrl("postgres"), USER, server.password())) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "no output" : lines.getLast();
  }

  private static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
