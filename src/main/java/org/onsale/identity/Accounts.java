package org.onsale.identity;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.onsale.platform.Database;
import org.onsale.platform.FieldError;

/** The people who may sign in. */
@Singleton
public final class Accounts {

  /** The fewest characters of a password; nothing else is asked of it (NIST SP 800-63B). */
  public static final int PASSWORD_MIN = 10;

  /** The most characters of a password. */
  public static final int PASSWORD_MAX = 200;

  private static final int NAME_MAX = 100;
  private static final int EMAIL_MAX = 254;
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private final Database database;
  private final Clock clock;
  private final Passwords passwords = new Passwords();
  private final Attempts attempts;

  /** Verified when there is no account, so that its absence takes as long as a wrong password. */
  private final String nobodysPassword = passwords.hash(Unguessable.random());

  private record Stored(long id, String email, String name, String password) {
    Account account() {
      return new Account(id, email, name);
    }
  }

  @Inject
  public Accounts(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.attempts = new Attempts(clock);
  }

  /** Creates the owner's account; the link is used up only when that succeeds. */
  public SetUp setUp(String linkToken, String name, String email, String password) {
    List<FieldError> errors = check(name, email, password);
    if (!errors.isEmpty()) {
      return new SetUp.Refused(errors);
    }
    String hash = passwords.hash(password);
    Instant now = clock.instant();
    return database
        .jdbi()
        .inTransaction(
            handle ->
                SetupLinks.spend(handle, linkToken, now)
                    ? new SetUp.Done(insert(handle, name.strip(), email.strip(), hash, now))
                    : new SetUp.LinkSpent());
  }

  /**
   * Creates an account without a link: for the command line and for tests.
   *
   * @throws IllegalArgumentException when a value cannot be, or the e-mail has an account already
   */
  public Account create(String name, String email, String password) {
    List<FieldError> errors = check(name, email, password);
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(errors.toString());
    }
    if (find(email.strip()).isPresent()) {
      throw new IllegalArgumentException("there is an account for " + email);
    }
    String hash = passwords.hash(password);
    return database
        .jdbi()
        .withHandle(handle -> insert(handle, name.strip(), email.strip(), hash, clock.instant()));
  }

  private static List<FieldError> check(String name, String email, String password) {
    var errors = new ArrayList<FieldError>();
    if (name.isBlank() || name.length() > NAME_MAX) {
      errors.add(new FieldError("name", "Give a name of at most {1} characters.", NAME_MAX));
    }
    if (email.length() > EMAIL_MAX || !EMAIL.matcher(email.strip()).matches()) {
      errors.add(new FieldError("email", "Give an e-mail address, such as you@example.org."));
    }
    if (password.length() < PASSWORD_MIN || password.length() > PASSWORD_MAX) {
      errors.add(
          new FieldError(
              "password", "Give a password of {1} to {2} characters.", PASSWORD_MIN, PASSWORD_MAX));
    }
    return errors;
  }

  private static Account insert(
      Handle handle, String name, String email, String hash, Instant now) {
    long id =
        handle
            .createQuery(
                """
                INSERT INTO account (email, name, password, created_at)
                VALUES (:email, :name, :hash, :now)
                RETURNING id
                """)
            .bind("email", email)
            .bind("name", name)
            .bind("hash", hash)
            .bind("now", now)
            .mapTo(Long.class)
            .one();
    return new Account(id, email, name);
  }

  /**
   * @param remoteAddress the address of the client, by which failed attempts are counted
   */
  public SignIn signIn(String email, String password, String remoteAddress) {
    Attempts.Permission permission = attempts.ask(remoteAddress, email.strip());
    if (permission.attempt().isEmpty()) {
      return new SignIn.TooMany(permission.retryAfter());
    }
    Optional<Stored> stored = find(email.strip());
    String hash = stored.map(Stored::password).orElse(nobodysPassword);
    boolean right = password.length() <= PASSWORD_MAX && passwords.matches(password, hash);
    if (stored.isEmpty() || !right) {
      return new SignIn.Wrong();
    }
    permission.attempt().get().succeeded();
    if (passwords.isOutdated(hash)) {
      update(stored.get(), passwords.hash(password));
    }
    return new SignIn.SignedIn(stored.get().account());
  }

  private Optional<Stored> find(String email) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT id, email, name, password
                        FROM account
                        WHERE lower(email) = lower(:email)
                        """)
                    .bind("email", email)
                    .mapTo(Stored.class)
                    .findOne());
  }

  private void update(Stored stored, String hash) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate("UPDATE account SET password = :hash WHERE id = :id")
                    .bind("hash", hash)
                    .bind("id", stored.id())
                    .execute());
  }
}
