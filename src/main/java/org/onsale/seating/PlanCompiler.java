package org.onsale.seating;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns a checked {@link PlanDocument} into a {@link SeatingPlan}, on top of the version before it:
 * known seats keep their index, new ones are appended in the order of the file, and those that the
 * file leaves out stay, withdrawn, under their old section and row.
 */
final class PlanCompiler {

  /** A version and the file's name of each of its indexes. */
  static final class Compiled {
    private final SeatingPlan plan;
    private final String[] guids;

    Compiled(SeatingPlan plan, String[] guids) {
      this.plan = plan;
      this.guids = guids;
    }

    SeatingPlan plan() {
      return plan;
    }

    String[] guids() {
      return guids;
    }
  }

  private final PlanDocument document;
  private final @Nullable Compiled previous;
  private final List<SeatingPlan.Category> categories = new ArrayList<>();
  private final Map<String, Integer> categoryNumbers = new HashMap<>();
  private final List<SeatingPlan.Section> sections = new ArrayList<>();
  private final List<SeatingPlan.Row> rows = new ArrayList<>();
  private final List<Area> areas = new ArrayList<>();
  private final Map<Integer, String> sectionNotes = new HashMap<>();
  private final Map<Integer, String> rowNotes = new HashMap<>();
  private final Map<Integer, String> seatNotes = new HashMap<>();
  private final Map<String, String> shared = new HashMap<>();

  private PlanCompiler(PlanDocument document, @Nullable Compiled previous) {
    this.document = document;
    this.previous = previous;
  }

  static Compiled compile(
      long plan, int version, PlanDocument document, @Nullable Compiled previous) {
    return new PlanCompiler(document, previous).compile(plan, version);
  }

  private Compiled compile(long plan, int version) {
    categories();
    Object2IntOpenHashMap<String> indexes = indexes();
    var table = new SeatTable(indexes.size());
    String[] guids = new String[indexes.size()];
    table.withdrawn.set(0, table.size);
    for (PlanDocument.Zone zone : orEmpty(document.zones)) {
      zone(zone, indexes, table, guids);
    }
    if (previous != null) {
      keepWithdrawn(previous, table, guids);
    }
    PlanDocument.Position size = document.size;
    var compiled =
        new SeatingPlan(
            plan,
            version,
            Objects.requireNonNullElse(document.name, ""),
            size == null ? null : point(size),
            categories,
            sections,
            rows,
            areas,
            table,
            new ViewNotes(sectionNotes, rowNotes, seatNotes));
    return new Compiled(compiled, guids);
  }

  /** The old ones first, so that their numbers stay; the file has the last word on the colour. */
  private void categories() {
    if (previous != null) {
      previous.plan().categories().forEach(category -> category(category.name(), category.color()));
    }
    for (PlanDocument.Category category : orEmpty(document.categories)) {
      category(Objects.requireNonNull(category.name), category.color);
    }
  }

  private void category(String name, @Nullable String color) {
    int number = categoryNumbers.computeIfAbsent(name, unused -> categories.size() + 1);
    boolean known = number <= categories.size();
    String chosen =
        color != null && !color.isEmpty()
            ? opaque(color)
            : known ? categories.get(number - 1).color() : Colors.ofCategory(number);
    var category = new SeatingPlan.Category(number, name, chosen);
    if (known) {
      categories.set(number - 1, category);
    } else {
      categories.add(category);
    }
  }

  private static String opaque(String color) {
    return Colors.parse(color).orElseThrow().substring(0, 7);
  }

  /** The index of each guid, of this file or of any before it. */
  private Object2IntOpenHashMap<String> indexes() {
    var indexes = new Object2IntOpenHashMap<String>(document.seats);
    indexes.defaultReturnValue(-1);
    if (previous != null) {
      for (String guid : previous.guids()) {
        indexes.put(guid, indexes.size());
      }
    }
    for (PlanDocument.Zone zone : orEmpty(document.zones)) {
      for (PlanDocument.Row row : orEmpty(zone.rows)) {
        for (PlanDocument.Seat seat : orEmpty(row.seats)) {
          indexes.putIfAbsent(Objects.requireNonNull(seat.guid), indexes.size());
        }
      }
    }
    return indexes;
  }

  private void zone(
      PlanDocument.Zone zone,
      Object2IntOpenHashMap<String> indexes,
      SeatTable table,
      String[] guids) {
    int section = sections.size();
    sections.add(
        new SeatingPlan.Section(section, Objects.requireNonNullElse(zone.name, "").strip()));
    note(sectionNotes, section, zone.viewNote);
    zone.areas.forEach(area -> areas.add(area(area)));
    for (PlanDocument.Row row : orEmpty(zone.rows)) {
      int id = rows.size();
      rows.add(row(id, section, row));
      note(rowNotes, id, row.viewNote);
      for (PlanDocument.Seat seat : orEmpty(row.seats)) {
        String guid = Objects.requireNonNull(seat.guid);
        int index = indexes.getInt(guid);
        guids[index] = guid;
        seat(seat, id, index, table);
      }
    }
  }

  private static SeatingPlan.Row row(int id, int section, PlanDocument.Row row) {
    var position = row.numberPosition == null ? null : PlanCheck.numberPosition(row.numberPosition);
    return new SeatingPlan.Row(
        id,
        section,
        Objects.requireNonNullElse(row.number, "").strip(),
        blankToNull(row.label),
        blankToNull(row.seatLabel),
        position == null ? SeatingPlan.NumberPosition.NONE : position);
  }

  private void seat(PlanDocument.Seat seat, int row, int index, SeatTable table) {
    table.x[index] = SeatTable.hundredths(PlanCheck.absoluteX(seat));
    table.y[index] = SeatTable.hundredths(PlanCheck.absoluteY(seat));
    table.radius[index] = SeatTable.hundredths(seat.radius);
    table.row[index] = row;
    table.category[index] =
        Objects.requireNonNull(categoryNumbers.get(Objects.requireNonNull(seat.category)))
            .shortValue();
    table.number[index] = shared(Objects.requireNonNull(seat.number).strip());
    table.withdrawn.clear(index);
    note(seatNotes, index, seat.viewNote);
  }

  private void note(Map<Integer, String> notes, int place, @Nullable String note) {
    if (note != null && !note.isBlank()) {
      notes.put(place, shared(note.strip()));
    }
  }

  private String shared(String text) {
    return shared.computeIfAbsent(text, same -> same);
  }

  private void keepWithdrawn(Compiled before, SeatTable table, String[] guids) {
    SeatTable old = before.plan().table();
    var movedRows = new HashMap<Integer, Integer>();
    var movedSections = new HashMap<Integer, Integer>();
    for (int index = 0; index < old.size; index++) {
      if (!table.withdrawn.get(index)) {
        continue;
      }
      guids[index] = before.guids()[index];
      table.x[index] = old.x[index];
      table.y[index] = old.y[index];
      table.radius[index] = old.radius[index];
      table.category[index] = old.category[index];
      table.number[index] = old.number[index];
      note(seatNotes, index, before.plan().viewNotes().seats().get(index));
      table.row[index] =
          movedRows.computeIfAbsent(
              old.row[index], row -> keepRow(before.plan(), row, movedSections));
    }
  }

  private int keepRow(SeatingPlan before, int oldRow, Map<Integer, Integer> movedSections) {
    SeatingPlan.Row row = before.rows().get(oldRow);
    int section =
        movedSections.computeIfAbsent(
            row.section(),
            old -> {
              int moved = sections.size();
              sections.add(new SeatingPlan.Section(moved, before.sections().get(old).name()));
              note(sectionNotes, moved, before.viewNotes().sections().get(old));
              return moved;
            });
    int id = rows.size();
    rows.add(
        new SeatingPlan.Row(
            id, section, row.number(), row.pattern(), row.seatPattern(), row.numberPosition()));
    note(rowNotes, id, before.viewNotes().rows().get(oldRow));
    return id;
  }

  private static Area area(PlanDocument.Area area) {
    PlanDocument.Position zone = area.zone.position;
    var origin =
        new SeatingPlan.Point(
            (float) (PlanCheck.x(zone) + PlanCheck.x(area.position)),
            (float) (PlanCheck.y(zone) + PlanCheck.y(area.position)));
    Area.Text text =
        area.text == null || area.text.isBlank()
            ? null
            : new Area.Text(
                area.text,
                area.textPosition == null
                    ? point(PlanDocument.Position.ORIGIN)
                    : point(area.textPosition),
                (float) area.textSize,
                color(area.textColor));
    return new Area(
        shape(area),
        origin,
        (float) area.rotation,
        color(area.color),
        color(area.borderColor),
        text);
  }

  private static @Nullable String color(@Nullable String text) {
    return text == null || text.isBlank() ? null : Colors.parse(text).orElseThrow();
  }

  private static Area.Shape shape(PlanDocument.Area area) {
    return switch (Objects.requireNonNull(area.shape)) {
      case "polygon" ->
          new Area.Polygon(
              Objects.requireNonNull(area.polygon).stream().map(PlanCompiler::point).toList());
      case "rectangle" -> {
        var sides = Objects.requireNonNull(area.rectangle);
        yield new Area.Rectangle((float) sides.x(), (float) sides.y());
      }
      case "ellipse" -> {
        var radius = Objects.requireNonNull(area.ellipse);
        yield new Area.Ellipse((float) radius.x(), (float) radius.y());
      }
      case "circle" -> new Area.Circle((float) area.circle);
      case "text" -> new Area.Words();
      case String other -> throw new IllegalStateException("an unchecked shape: " + other);
    };
  }

  private static SeatingPlan.Point point(PlanDocument.Position position) {
    return new SeatingPlan.Point((float) position.x(), (float) position.y());
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
