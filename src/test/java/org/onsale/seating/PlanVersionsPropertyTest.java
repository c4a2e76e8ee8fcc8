package org.onsale.seating;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever an editor does to a plan, a seat that was published keeps its index. */
class PlanVersionsPropertyTest {

  /** A seat of a file: only the guid is its identity. */
  record Seat(int guid, int zone, int row, int category, int x, int y) {}

  @Property(tries = 300)
  void every_guid_keeps_its_index_through_any_edits(
      @ForAll("histories") List<List<Seat>> versions) {
    Map<String, Integer> published = new HashMap<>();
    Map<String, Integer> categories = new HashMap<>();
    PlanCompiler.@Nullable Compiled previous = null;
    for (int version = 1; version <= versions.size(); version++) {
      List<Seat> seats = versions.get(version - 1);
      previous = stored(compile(seats, version, previous), version);
      checkIndexes(previous, seats, published);
      for (SeatingPlan.Category category : previous.plan().categories()) {
        Integer known = categories.putIfAbsent(category.name(), category.number());
        assertThat(known == null || known == category.number()).isTrue();
      }
      checkRows(previous.plan());
    }
  }

  private static void checkIndexes(
      PlanCompiler.Compiled version, List<Seat> seats, Map<String, Integer> published) {
    SeatingPlan plan = version.plan();
    Set<String> live = new LinkedHashSet<>();
    Map<String, Seat> byGuid = new HashMap<>();
    seats.forEach(
        seat -> {
          live.add(guid(seat));
          byGuid.put(guid(seat), seat);
        });
    for (int index = 0; index < plan.seats(); index++) {
      String guid = version.guids()[index];
      Integer known = published.putIfAbsent(guid, index);
      assertThat(known == null || known == index).as("index of %s", guid).isTrue();
      assertThat(plan.withdrawn(index)).isEqualTo(!live.contains(guid));
      Seat seat = byGuid.get(guid);
      if (seat != null) {
        assertThat(plan.x(index)).isEqualTo(seat.x());
        assertThat(plan.y(index)).isEqualTo(seat.y());
        assertThat(plan.name(index).section()).isEqualTo("Z" + seat.zone());
        assertThat(plan.categories().get(plan.category(index) - 1).name())
            .isEqualTo("C" + seat.category());
      }
    }
    assertThat(plan.seats()).isEqualTo(published.size());
    assertThat(plan.liveSeats()).isEqualTo(live.size());
  }

  /** Each live seat stands once in its row and once in the runs. */
  private static void checkRows(SeatingPlan plan) {
    int[] inRows = new int[plan.seats()];
    for (SeatingPlan.Row row : plan.rows()) {
      for (int seat : plan.rowSeats(row.id())) {
        inRows[seat]++;
        assertThat(plan.row(seat)).isEqualTo(row.id());
      }
    }
    int[] inRuns = new int[plan.seats()];
    plan.runs().forEach(run -> Arrays.stream(run).forEach(seat -> inRuns[seat]++));
    for (int seat = 0; seat < plan.seats(); seat++) {
      int expected = plan.withdrawn(seat) ? 0 : 1;
      assertThat(inRows[seat]).isEqualTo(expected);
      assertThat(inRuns[seat]).isEqualTo(expected);
    }
  }

  private static PlanCompiler.Compiled compile(
      List<Seat> seats, int version, PlanCompiler.@Nullable Compiled previous) {
    var faults = new Faults();
    PlanDocument document = PlanReader.read(file(seats).getBytes(StandardCharsets.UTF_8), faults);
    PlanCheck.check(document, faults);
    assertThat(faults.none()).isTrue();
    return PlanCompiler.compile(1, version, document, previous);
  }

  /** As the database gives it back. */
  private static PlanCompiler.Compiled stored(PlanCompiler.Compiled compiled, int version) {
    SeatingPlan plan = PlanBlob.decode(1, version, PlanBlob.encode(compiled.plan()));
    assertThat(plan.json().bytes()).isEqualTo(compiled.plan().json().bytes());
    return new PlanCompiler.Compiled(
        plan, PlanBlob.decodeGuids(PlanBlob.encodeGuids(compiled.guids())));
  }

  private static String guid(Seat seat) {
    return "g" + seat.guid();
  }

  private static String file(List<Seat> seats) {
    var json = new StringBuilder("{\"categories\": [");
    List<Integer> categories = seats.stream().map(Seat::category).distinct().toList();
    for (int i = 0; i < categories.size(); i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"name\": \"C")
          .append(categories.get(i))
          .append("\"}");
    }
    json.append("], \"zones\": [");
    List<Integer> zones = seats.stream().map(Seat::zone).distinct().toList();
    for (int i = 0; i < zones.size(); i++) {
      int zone = zones.get(i);
      json.append(i == 0 ? "" : ",")
          .append("{\"name\": \"Z" + zone + "\", \"position\": {\"x\": 0, \"y\": 0}, \"rows\": [");
      rows(json, seats.stream().filter(seat -> seat.zone() == zone).toList());
      json.append("]}");
    }
    return json.append("]}").toString();
  }

  private static void rows(StringBuilder json, List<Seat> seats) {
    List<Integer> rows = seats.stream().map(Seat::row).distinct().toList();
    for (int i = 0; i < rows.size(); i++) {
      int row = rows.get(i);
      json.append(i == 0 ? "" : ",").append("{\"row_number\": \"" + row + "\", \"seats\": [");
      String between = "";
      for (Seat seat : seats) {
        if (seat.row() == row) {
          json.append(between)
              .append(
                  "{\"seat_guid\": \"g%d\", \"seat_number\": \"%d\", \"category\": \"C%d\", \"position\": {\"x\": %d, \"y\": %d}}"
                      .formatted(seat.guid(), seat.guid(), seat.category(), seat.x(), seat.y()));
          between = ",";
        }
      }
      json.append("]}");
    }
  }

  @Provide
  Arbitrary<List<List<Seat>>> histories() {
    Arbitrary<Seat> seat =
        Combinators.combine(
                Arbitraries.integers().between(0, 25),
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 4),
                Arbitraries.integers().between(-50, 50),
                Arbitraries.integers().between(-50, 50))
            .as(Seat::new);
    return seat.list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .uniqueElements(Seat::guid)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
