package org.onsale.seating;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The live seats as columns of numbers, by index: a tenth of the bytes of an object for each.
 *
 * <p>Seats stand in rows at even distances, so that the second differences of their places are
 * nearly all zero or one, and a compressor makes next to nothing of them.
 */
final class SeatColumns {
  private final SeatingPlan plan;
  private final SeatTable table;
  private final int[] live;
  private final JsonGenerator json;

  private SeatColumns(SeatingPlan plan, JsonGenerator json) {
    this.plan = plan;
    this.table = plan.table();
    this.json = json;
    this.live = IntStream.range(0, table.size).filter(this::isLive).toArray();
  }

  static void write(SeatingPlan plan, JsonGenerator json) throws IOException {
    var columns = new SeatColumns(plan, json);
    json.writeObjectFieldStart("seatColumns");
    columns.differences("index", 1, seat -> seat);
    columns.differences("x", 2, seat -> columns.table.x[seat]);
    columns.differences("y", 2, seat -> columns.table.y[seat]);
    columns.differences("row", 1, seat -> columns.table.row[seat]);
    columns.differences("category", 1, seat -> columns.table.category[seat]);
    if (columns.haveRadius()) {
      columns.differences("radius", 1, seat -> columns.table.radius[seat]);
    }
    columns.labels();
    if (columns.haveNumbers()) {
      columns.numbers();
    }
    columns.notes();
    json.writeEndObject();
  }

  private boolean isLive(int seat) {
    return !table.withdrawn.get(seat);
  }

  private void differences(String name, int order, IntUnaryOperator value) throws IOException {
    json.writeArrayFieldStart(name);
    int before = 0;
    int stepBefore = 0;
    for (int seat : live) {
      int step = value.applyAsInt(seat) - before;
      json.writeNumber(order == 1 ? step : step - stepBefore);
      before += step;
      stepBefore = step;
    }
    json.writeEndArray();
  }

  private boolean haveRadius() {
    return Arrays.stream(live).anyMatch(seat -> table.radius[seat] != 0);
  }

  private SeatingPlan.Row row(int seat) {
    return plan.rows().get(table.row[seat]);
  }

  private void labels() throws IOException {
    json.writeArrayFieldStart("label");
    for (int seat : live) {
      json.writeString(row(seat).seatLabel(table.number[seat]));
    }
    json.writeEndArray();
  }

  private boolean haveNumbers() {
    return Arrays.stream(live).anyMatch(seat -> row(seat).seatPattern() != null);
  }

  private void numbers() throws IOException {
    json.writeArrayFieldStart("number");
    for (int seat : live) {
      json.writeString(table.number[seat]);
    }
    json.writeEndArray();
  }

  /**
   * Few seats have a note of their own, and few notes are of one seat: each note with its seats.
   */
  private void notes() throws IOException {
    Map<Integer, String> notes = plan.viewNotes().seats();
    Map<String, List<Integer>> seats =
        Arrays.stream(live)
            .filter(notes::containsKey)
            .boxed()
            .collect(Collectors.groupingBy(notes::get, LinkedHashMap::new, Collectors.toList()));
    if (seats.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("viewNotes");
    for (Map.Entry<String, List<Integer>> note : seats.entrySet()) {
      json.writeStartObject();
      json.writeStringField("note", note.getKey());
      json.writeArrayFieldStart("seats");
      for (int seat : note.getValue()) {
        json.writeNumber(seat);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
