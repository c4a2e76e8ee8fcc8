package org.onsale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onsale.platform.Eventually.eventually;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onsale.RunningOnsale.Ended;
import org.onsale.platform.TestDatabase;

/** Starts and ends the packaged application in every way that people and machines do. */
class RunIT {

  @Test
  void it_answers_stops_on_ctrl_c_and_keeps_its_data(@TempDir Path folder) {
    Path data = folder.resolve("a folder with spaces");
    ProcessHandle postgres;
    try (var onsale = RunningOnsale.startFromNothing(data)) {
      postgres = onsale.postgres();
      assertThat(onsale.get("/api/v1/events").statusCode()).isEqualTo(200);
      assertThat(onsale.output())
          .contains("http://localhost:" + onsale.port() + "/set-up?token=")
          .doesNotContain("WARN", "ERROR", "\tat ");
      assertThat(onsale.interrupt()).isIn(0, 130);
      assertThat(postgres.isAlive()).isFalse();
    }
    try (var onsale = RunningOnsale.start(data)) {
      assertThat(onsale.get("/api/v1/events").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void postgresql_goes_with_a_killed_application_and_a_new_start_works(@TempDir Path data)
      throws Exception {
    ProcessHandle postgres;
    try (var onsale = RunningOnsale.start(data)) {
      postgres = onsale.postgres();
      onsale.kill();
    }
    postgres.onExit().get(30, TimeUnit.SECONDS);
    try (var onsale = RunningOnsale.start(data)) {
      assertThat(onsale.get("/api/v1/events").statusCode()).isEqualTo(200);
      assertThat(onsale.postgres().pid()).isNotEqualTo(postgres.pid());
    }
  }

  @Test
  void on_a_leash_it_ends_with_who_holds_it(@TempDir Path data) {
    try (var onsale = RunningOnsale.start(data, "--leash")) {
      ProcessHandle postgres = onsale.postgres();
      assertThat(onsale.letGo()).isZero();
      assertThat(postgres.isAlive()).isFalse();
    }
  }

  @Test
  void a_start_right_after_a_kill_takes_over_from_the_postgresql_that_is_going(@TempDir Path data) {
    try (var onsale = RunningOnsale.start(data)) {
      onsale.kill();
    }
    try (var onsale = RunningOnsale.start(data)) {
      assertThat(onsale.get("/api/v1/events").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_second_instance_on_the_same_data_is_told_so(@TempDir Path data) {
    try (var onsale = RunningOnsale.start(data)) {
      Ended second =
          RunningOnsale.command(
              "run",
              "--port",
              Integer.toString(RunningOnsale.freePort()),
              "--data",
              data.toString());
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.output())
          .contains("in use by another Onsale", data.toString())
          .doesNotContain("\tat ");
      assertThat(onsale.get("/api/v1/events").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_busy_port_is_told_before_anything_is_started(@TempDir Path data) throws IOException {
    try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(busy.getLocalPort());
      Ended ended = RunningOnsale.command("run", "--port", port, "--data", data.toString());
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.output()).contains("Port " + port, "--port").doesNotContain("\tat ");
      assertThat(data.resolve("postgresql")).doesNotExist();
    }
  }

  @Test
  void options_that_cannot_be_are_told_with_the_help() {
    for (String[] arguments :
        new String[][] {
          {"run", "--port", "no"},
          {"run", "--port", "70000"},
          {"run", "--prot", "80"},
          {"run", "--nodes", "0"},
          {"run", "--nodes", "many"},
          {"run", "--redis-url", "http://me:secret@x"},
          {"run", "--db-user", "me"},
          {"run", "--db-url", "mysql://x"},
          {"run", "--db-url", "jdbc:postgresql://me:secret@x/y", "--db-user", "me"},
          {"token"},
          {"sell"}
        }) {
      Ended ended = RunningOnsale.command(arguments);
      assertThat(ended.exit()).as(String.join(" ", arguments)).isEqualTo(2);
      assertThat(ended.output()).contains("Usage:").doesNotContain("\tat ");
    }
  }

  @Test
  void it_is_ready_as_long_as_it_reaches_its_database(@TempDir Path data) throws Exception {
    try (var onsale = RunningOnsale.start(data)) {
      eventually().until(() -> onsale.get("/health/ready").statusCode() == 200);
      onsale.postgres().destroyForcibly();
      var ready =
          eventually()
              .until(() -> onsale.get("/health/ready"), answer -> answer.statusCode() != 200);
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("/problems/busy");
      assertThat(onsale.get("/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void it_does_not_sell_on_a_database_that_may_forget(@TempDir Path data) throws SQLException {
    TestDatabase.Address address = TestDatabase.create();
    try (var connection = address.dataSource().getConnection();
        var statement = connection.createStatement()) {
      String name = connection.getCatalog();
      statement.execute("ALTER DATABASE " + name + " SET synchronous_commit = off");
    }
    var database = new DatabaseAddress(address.url(), address.user(), address.password());
    assertThat(org.assertj.core.api.Assertions.catchThrowable(database::durable))
        .isInstanceOf(PlainException.class)
        .hasMessageContaining("synchronous_commit = off");
  }

  @Test
  void tokens_and_plans_work_beside_a_running_server_and_without_one(@TempDir Path data) {
    Ended nothing = RunningOnsale.command("token", "organiser", "--data", data.toString());
    assertThat(nothing.exit()).isEqualTo(1);
    assertThat(nothing.output()).contains("There is no data in " + data);
    try (var onsale = RunningOnsale.start(data)) {
      String token = token(data);
      var request = java.net.http.HttpRequest.newBuilder(onsale.uri("/api/v1/organiser/events"));
      assertThat(
              RunningOnsale.send(request.header("Authorization", "Bearer " + token)).statusCode())
          .isEqualTo(200);
    }
    assertThat(token(data)).startsWith("ons_org_");
    Ended bad = RunningOnsale.command("import-plan", "pom.xml", "--data", data.toString());
    assertThat(bad.exit()).isEqualTo(1);
    assertThat(bad.output()).contains("nothing was changed");
  }

  private static String token(Path data) {
    Ended ended = RunningOnsale.command("token", "organiser", "--data", data.toString());
    assertThat(ended.exit()).as(ended.output()).isZero();
    return ended.output().strip();
  }
}
