package org.onsale.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onsale.catalog.Drafts;
import org.onsale.catalog.Event;
import org.onsale.catalog.PoolDetails;
import org.onsale.catalog.VenueDetails;
import org.onsale.payments.Sandbox;
import org.onsale.platform.TestDatabase;
import org.onsale.platform.Waiting;
import org.onsale.tickets.TicketParticipant;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;

/**
 * Random orders, payments and refunds with faults of the gateway at every step, on nodes that are
 * killed with -9 again and again; then money and tickets agree to the cent. There are three hundred
 * orders, or as many as {@code -Donsale.random-orders} says.
 */
class RandomOrdersTest {
  private static final int ORDERS = Integer.getInteger("onsale.random-orders", 300);

  /** A node lives for so many answers at most. */
  private static final int LIFE = Math.min(ORDERS / 3, 1_000);

  private static final long PRICE = 1250;
  private static final Duration NODE_LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder = Path.of("");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<Path> outputs = new ArrayList<>();
  private TestDatabase.Address address;
  private OrdersFixture node;
  private Event event;

  @BeforeEach
  void open() {
    address = TestDatabase.create();
    var sandbox = new Sandbox(address.database());
    node = new OrdersFixture(address, sandbox, List.of(new TicketParticipant()));
    Event draft =
        Drafts.withPool(
            node.catalog,
            new VenueDetails("Field", "Street 1", "Berlin", "DE", "Europe/Berlin"),
            "Festival",
            new PoolDetails(null, "Meadow", 200_000, PRICE));
    event = ((PublishOutcome.Published) node.publishing.publish(draft.id())).event();
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void money_and_tickets_agree_whatever_fails_and_whenever_the_node_is_killed() throws Exception {
    int kills = 0;
    while (orders() < ORDERS || kills < 3) {
      killOneInTheMiddle();
      kills++;
    }
    bringToRest();
    String run = "seed %d, %d orders, %d kills: %s".formatted(seed, orders(), kills, outcome());
    System.out.println(run); // What the run was made of, for the log of a green one, too.

    assertThat(ordersWhoseMoneyAndTicketsDiffer()).as(run).isEmpty();
    assertThat(count("SELECT count(*) FROM sandbox_payment WHERE status = 'authorised'"))
        .as("set aside for ever; " + run)
        .isZero();
    assertThat(new Audit(node.database).run()).as(run).allMatch(Check::holds);
    List<String> told = told();
    assertThat(told).as(run).anyMatch(line -> line.startsWith("refund "));
    assertThat(told.stream().filter(line -> !isKept(line))).as("promises; " + run).isEmpty();
  }

  private void killOneInTheMiddle() throws IOException, InterruptedException {
    Path output = folder.resolve("node-" + outputs.size());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                RandomBuyers.class.getName(),
                address.url(),
                address.user(),
                address.password(),
                event.id().toString(),
                Long.toString(random.nextLong()))
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors-" + outputs.size()).toFile())
            .start();
    outputs.add(output);
    try {
      int answers = 1 + random.nextInt(LIFE);
      long deadline = System.nanoTime() + NODE_LIMIT.toNanos();
      while (lines(output) < answers && process.isAlive() && System.nanoTime() < deadline) {
        Waiting.pause(Duration.ofMillis(10));
      }
      assertThat(lines(output)).as(() -> errors(output)).isPositive();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static long lines(Path output) throws IOException {
    try (Stream<String> lines = Files.lines(output)) {
      return lines.count();
    }
  }

  private String errors(Path output) {
    try {
      return Files.readString(
          folder.resolve(output.getFileName().toString().replace("node", "errors")));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** As recovery does in the end; and organisers ask again for refunds that were refused. */
  private void bringToRest() {
    List<OrderCode> failed = codes("SELECT DISTINCT code FROM refund WHERE status = 'failed'");
    for (OrderCode code : failed) {
      node.refunds.of(code).stream()
          .filter(refund -> refund.status() == Refund.Status.FAILED)
          .forEach(refund -> node.refunds.again(code, refund.number()));
    }
    for (int turn = 0; turn < 1_000 && !underWay().isEmpty(); turn++) {
      node.database
          .jdbi()
          .useHandle(
              handle ->
                  handle
                      .createUpdate(
                          "UPDATE customer_order SET next_step_at = now() WHERE code = ANY (:codes)")
                      .bindArray(
                          "codes",
                          String.class,
                          underWay().stream().map(OrderCode::value).toArray())
                      .execute());
      node.recovery.run();
    }
    assertThat(underWay()).as("never at rest").isEmpty();
  }

  private List<OrderCode> underWay() {
    return codes(
        """
        SELECT DISTINCT code FROM payment WHERE status IN ('started', 'authorised', 'voiding')
        UNION SELECT code FROM refund WHERE status = 'started'
        """);
  }

  private List<OrderCode> codes(String sql) {
    return strings(sql).stream().map(code -> new OrderCode(event.id(), code)).toList();
  }

  private List<String> strings(String sql) {
    return node.database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private long count(String sql) {
    return node.database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private long orders() {
    return count("SELECT count(*) FROM customer_order");
  }

  private String outcome() {
    return String.join(
        ", ",
        strings(
            """
            SELECT format('%s %s', count(*), status) FROM customer_order GROUP BY status
            UNION ALL
            SELECT format('%s payments %s', count(*), status) FROM payment GROUP BY status
            UNION ALL
            SELECT format('%s refunds %s', count(*), status) FROM refund GROUP BY status
            """));
  }

  /** Captured, less given back, is what the valid tickets cost: by the gateway's own books. */
  private List<String> ordersWhoseMoneyAndTicketsDiffer() {
    String sql =
        """
        WITH taken AS (
          SELECT split_part(key, '/', 1) AS code, sum(amount) AS amount
            FROM sandbox_payment WHERE status = 'captured' GROUP BY 1),
        given AS (
          SELECT split_part(payment, '/', 1) AS code, sum(amount) AS amount
            FROM sandbox_refund GROUP BY 1),
        good AS (
          SELECT order_code AS code, count(*) AS tickets
            FROM ticket WHERE status = 'valid' GROUP BY 1)
        SELECT format('%%s: %%s taken, %%s given back, %%s tickets', code, taken.amount,
                      given.amount, tickets)
          FROM taken FULL JOIN given USING (code) FULL JOIN good USING (code)
         WHERE coalesce(taken.amount, 0) - coalesce(given.amount, 0)
               <> %d * coalesce(tickets, 0)
        """;
    return strings(sql.formatted(PRICE));
  }

  /** The last line of a node that was killed may be half a line. */
  private List<String> told() throws IOException {
    List<String> told = new ArrayList<>();
    for (Path output : outputs) {
      String text = Files.readString(output);
      Stream.of(text.substring(0, text.lastIndexOf('\n') + 1).split("\n")).forEach(told::add);
    }
    return told;
  }

  private boolean isKept(String line) {
    String[] words = line.split(" ");
    return switch (words[0]) {
      case "paid" ->
          node.orders.find(new OrderCode(event.id(), words[1])).orElseThrow().status().wasPaid();
      case "refund" ->
          node.refunds.of(new OrderCode(event.id(), words[1])).stream()
              .anyMatch(
                  refund ->
                      refund.number() == Integer.parseInt(words[2])
                          && refund.amount().amount() == Long.parseLong(words[3])
                          && refund.status() == Refund.Status.DONE);
      case "ready", "busy" -> true;
      default -> throw new AssertionError(line.toLowerCase(Locale.ROOT));
    };
  }
}
