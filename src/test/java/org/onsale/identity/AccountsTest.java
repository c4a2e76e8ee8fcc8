package org.onsale.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.onsale.platform.Database;
import org.onsale.platform.FieldError;
import org.onsale.platform.TestClock;
import org.onsale.platform.TestDatabase;

class AccountsTest {
  private static final String PASSWORD = "four random words here";

  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.create().database();
  private final SetupLinks links = new SetupLinks(database, clock);
  private final Accounts accounts = new Accounts(database, clock);

  private SetUp setUp(String token) {
    return accounts.setUp(token, "Ada", "ada@example.org", PASSWORD);
  }

  @Test
  void the_owner_sets_up_an_account_by_the_link_and_signs_in() {
    assertThat(setUp(links.issueForOwner().orElseThrow())).isInstanceOf(SetUp.Done.class);
    assertThat(accounts.signIn("ADA@example.org ", PASSWORD, "192.0.2.1"))
        .isInstanceOfSatisfying(
            SignIn.SignedIn.class,
            signedIn -> assertThat(signedIn.account().name()).isEqualTo("Ada"));
  }

  @Test
  void a_link_works_once() {
    String token = links.issueForOwner().orElseThrow();
    setUp(token);
    assertThat(links.isOpen(token)).isFalse();
    assertThat(accounts.setUp(token, "Eve", "eve@example.org", PASSWORD))
        .isEqualTo(new SetUp.LinkSpent());
  }

  @Test
  void a_link_works_for_a_day() {
    String token = links.issueForOwner().orElseThrow();
    clock.advance(SetupLinks.VALID.minusMillis(1));
    assertThat(links.isOpen(token)).isTrue();
    clock.advance(Duration.ofMillis(1));
    assertThat(links.isOpen(token)).isFalse();
    assertThat(setUp(token)).isEqualTo(new SetUp.LinkSpent());
  }

  @Test
  void a_new_link_makes_the_one_before_void() {
    String first = links.issueForOwner().orElseThrow();
    String second = links.issueForOwner().orElseThrow();
    assertThat(setUp(first)).isEqualTo(new SetUp.LinkSpent());
    assertThat(setUp(second)).isInstanceOf(SetUp.Done.class);
  }

  @Test
  void there_are_no_links_once_there_is_an_account() {
    setUp(links.issueForOwner().orElseThrow());
    assertThat(links.issueForOwner()).isEmpty();
  }

  @Test
  void refused_fields_are_named_all_at_once_and_leave_the_link_open() {
    String token = links.issueForOwner().orElseThrow();
    assertThat(accounts.setUp(token, " ", "ada", "short"))
        .isInstanceOfSatisfying(
            SetUp.Refused.class,
            refused ->
                assertThat(refused.errors())
                    .extracting(FieldError::field)
                    .containsExactly("name", "email", "password"));
    assertThat(links.isOpen(token)).isTrue();
  }

  @Test
  void of_many_who_use_one_link_at_once_one_gets_the_account() throws Exception {
    String token = links.issueForOwner().orElseThrow();
    var tasks = new ArrayList<Callable<SetUp>>();
    for (int i = 0; i < 4; i++) {
      String email = "p" + i + "@example.org";
      tasks.add(() -> accounts.setUp(token, "P", email, PASSWORD));
    }
    var outcomes = new ArrayList<SetUp>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var future : executor.invokeAll(tasks)) {
        outcomes.add(future.get());
      }
    }
    assertThat(outcomes).filteredOn(SetUp.Done.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(SetUp.LinkSpent.class::isInstance).hasSize(3);
  }

  @Test
  void a_wrong_password_and_an_unknown_email_look_the_same() {
    accounts.create("Ada", "ada@example.org", PASSWORD);
    assertThat(accounts.signIn("ada@example.org", "wrong", "192.0.2.1"))
        .isEqualTo(accounts.signIn("nobody@example.org", "wrong", "192.0.2.1"))
        .isEqualTo(new SignIn.Wrong());
  }

  @Test
  void a_wrong_password_and_an_unknown_email_take_the_same_time() {
    accounts.create("Ada", "ada@example.org", PASSWORD);
    long known = Long.MAX_VALUE;
    long unknown = Long.MAX_VALUE;
    // In turn, and the fastest of each: what else the machine does comes to both.
    for (int i = 0; i < 9; i++) {
      known = Math.min(known, took("ada@example.org"));
      unknown = Math.min(unknown, took("nobody@example.org"));
    }
    assertThat((double) known / unknown).isBetween(0.5, 2.0);
  }

  private long took(String email) {
    long start = System.nanoTime();
    accounts.signIn(email, "wrong password", "192.0.2.1");
    return System.nanoTime() - start;
  }

  @Test
  void the_right_password_does_not_help_who_guessed_too_often() {
    accounts.create("Ada", "ada@example.org", PASSWORD);
    for (int i = 0; i < 10; i++) {
      accounts.signIn("ada@example.org", "guess " + i, "192.0.2.1");
    }
    assertThat(accounts.signIn("ada@example.org", PASSWORD, "192.0.2.1"))
        .isInstanceOfSatisfying(
            SignIn.TooMany.class,
            refused -> {
              clock.advance(refused.retryAfter());
              assertThat(accounts.signIn("ada@example.org", PASSWORD, "192.0.2.1"))
                  .isInstanceOf(SignIn.SignedIn.class);
            });
  }

  @Test
  void a_hash_of_older_parameters_is_renewed_at_sign_in() {
    accounts.create("Ada", "ada@example.org", PASSWORD);
    String old =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    database.jdbi().useHandle(handle -> handle.execute("UPDATE account SET password = ?", old));
    assertThat(accounts.signIn("ada@example.org", "password", "192.0.2.1"))
        .isInstanceOf(SignIn.SignedIn.class);
    assertThat(column("SELECT password FROM account").getFirst()).contains("m=19456");
    assertThat(accounts.signIn("ada@example.org", "password", "192.0.2.1"))
        .isInstanceOf(SignIn.SignedIn.class);
  }

  @Test
  void the_database_knows_neither_link_nor_password() {
    String token = links.issueForOwner().orElseThrow();
    assertThat(column("SELECT set_up_link::text FROM set_up_link"))
        .hasSize(1)
        .noneMatch(row -> row.contains(token));
    setUp(token);
    assertThat(column("SELECT account::text FROM account"))
        .hasSize(1)
        .noneMatch(row -> row.contains(PASSWORD));
  }

  private List<String> column(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
