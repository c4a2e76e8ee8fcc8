package org.onsale.seating;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One version of a seating plan, compiled: immutable, safe to share, made for a hundred thousand
 * seats.
 *
 * <p>Seats are numbered 0 to {@link #seats()} − 1 and keep their number in all later versions of
 * the plan. Those {@link #withdrawn} are in no answer to buyers, but keep their names for the
 * tickets that were sold. Sections and rows are numbered within the version only. Lengths are in
 * the unit of the file (a pixel, as a rule), y grows downwards, and positions are absolute.
 */
public final class SeatingPlan {

  /** A place on the plan, or an offset. */
  public record Point(float x, float y) {}

  /** The smallest box around everything that is drawn. */
  public record Box(float x, float y, float width, float height) {}

  /**
   * A price category, by name the same in all versions.
   *
   * @param number from 1
   * @param color as {@code #rrggbb}
   */
  public record Category(int number, String name, String color) {}

  /** A zone of the file; the name may be empty. */
  public record Section(int id, String name) {}

  /** On which end of a row its number is drawn. */
  public enum NumberPosition {
    NONE,
    START,
    END,
    BOTH
  }

  /**
   * @param number such as {@code 3}; may be empty
   * @param pattern of the row's label, such as {@code Reihe %s}; null when the file has none
   * @param seatPattern of its seats' labels, such as {@code Platz %s}; null likewise
   */
  public record Row(
      int id,
      int section,
      String number,
      @Nullable String pattern,
      @Nullable String seatPattern,
      NumberPosition numberPosition) {

    /** The number in the file's own words: {@code Reihe 3}, or {@code 3} when it has none. */
    public String label() {
      return pattern == null ? number : pattern.replace("%s", number);
    }

    String seatLabel(String seat) {
      return seatPattern == null ? seat : seatPattern.replace("%s", seat);
    }
  }

  private final long plan;
  private final int version;
  private final String name;
  private final @Nullable Point size;
  private final List<Category> categories;
  private final List<Section> sections;
  private final List<Row> rows;
  private final List<Area> areas;
  private final SeatTable table;
  private final ViewNotes viewNotes;
  private final Lazily<Geometry> geometry;
  private final Lazily<PlanJson> json;
  private final Lazily<PlanJson> columns;

  SeatingPlan(
      long plan,
      int version,
      String name,
      @Nullable Point size,
      List<Category> categories,
      List<Section> sections,
      List<Row> rows,
      List<Area> areas,
      SeatTable table,
      ViewNotes viewNotes) {
    this.plan = plan;
    this.version = version;
    this.name = name;
    this.size = size;
    this.categories = List.copyOf(categories);
    this.sections = List.copyOf(sections);
    this.rows = List.copyOf(rows);
    this.areas = List.copyOf(areas);
    this.table = table;
    this.viewNotes = viewNotes;
    this.geometry = new Lazily<>(() -> new Geometry(this));
    this.json = new Lazily<>(() -> PlanJson.list(this));
    this.columns = new Lazily<>(() -> PlanJson.columns(this));
  }

  public long plan() {
    return plan;
  }

  public int version() {
    return version;
  }

  /** The name in the file; organisers see the plan's own. */
  public String name() {
    return name;
  }

  /** How many indexes there are, withdrawn seats with them: the length of an availability. */
  public int seats() {
    return table.size;
  }

  /** How many seats there are to sell. */
  public int liveSeats() {
    return table.size - table.withdrawn.cardinality();
  }

  /** True for a seat of an earlier version that this one leaves out. */
  public boolean withdrawn(int seat) {
    return table.withdrawn.get(seat);
  }

  /**
   * The name for tickets and lists; {@code Row 3} and {@code Seat 12} where the file has no words.
   */
  public SeatName name(int seat) {
    Row row = rows.get(table.row[seat]);
    String number = table.number[seat];
    return new SeatName(
        sections.get(row.section()).name(),
        row.pattern() == null && !row.number().isEmpty() ? "Row " + row.number() : row.label(),
        row.seatPattern() == null ? "Seat " + number : row.seatLabel(number));
  }

  /**
   * The seat that somebody means, by its whole name or by section, row and number alone; looks at
   * every seat.
   */
  public OptionalInt find(String text) {
    return SeatSearch.find(this, text);
  }

  /** What the plan says about the view from a seat, in its own language; empty for nothing. */
  public String viewNote(int seat) {
    int row = table.row[seat];
    return viewNotes.of(rows.get(row).section(), row, seat);
  }

  /** The number on the seat itself, such as {@code 12}. */
  public String seatNumber(int seat) {
    return table.number[seat];
  }

  /** The number of the seat's category, from 1. */
  public int category(int seat) {
    return table.category[seat];
  }

  /** The id of the seat's row. */
  public int row(int seat) {
    return table.row[seat];
  }

  public float x(int seat) {
    return SeatTable.units(table.x[seat]);
  }

  public float y(int seat) {
    return SeatTable.units(table.y[seat]);
  }

  /** By number, without gaps, those with them that no seat has any more. */
  public List<Category> categories() {
    return categories;
  }

  /** How many live seats a category has. */
  public int seatsOf(int category) {
    return geometry.get().seatsOf(category);
  }

  /** By id. Those at the end may have withdrawn seats only. */
  public List<Section> sections() {
    return sections;
  }

  /** By id. Those at the end may have withdrawn seats only. */
  public List<Row> rows() {
    return rows;
  }

  /** In the order in which they are drawn. */
  public List<Area> areas() {
    return areas;
  }

  /** Width and height as the file says; null when it does not. Seats may lie outside. */
  public @Nullable Point size() {
    return size;
  }

  /** A box around the file's size, all seats and all areas. */
  public Box bounds() {
    return geometry.get().bounds();
  }

  /** The radius of seats for which the file gives none: they come close without touching. */
  public float seatRadius() {
    return geometry.get().seatRadius();
  }

  /**
   * Where all eyes go: the middle of the first area whose text names a stage, a screen, a pitch, a
   * ring or a dance floor; else of the first area that is a shape; else the middle of the upper
   * edge of the seats.
   */
  public Point focalPoint() {
    return geometry.get().focalPoint();
  }

  /** The live seats of a row as they sit side by side, whatever the order of the file. */
  public int[] rowSeats(int row) {
    return geometry.get().rowSeats(row);
  }

  /**
   * Live seats with no aisle between them, side by side, each array one run; for best available and
   * to find orphan seats. Every live seat is in exactly one run.
   */
  public List<int[]> runs() {
    return geometry.get().runs();
  }

  /** The answer of {@code GET /events/{event}/seating}. */
  public PlanJson json() {
    return json.get();
  }

  /** The same with {@code ?form=columns}. */
  public PlanJson columns() {
    return columns.get();
  }

  SeatTable table() {
    return table;
  }

  ViewNotes viewNotes() {
    return viewNotes;
  }
}
