package org.onsale.seating;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan file as it was read, faults and all: what is null is not in the file.
 *
 * <p>Each part knows its place, so that a fault can name it even when the name stands further down
 * in the file.
 */
final class PlanDocument implements Place {

  /** Stands for a text that was there, but cannot be used: its fault is already known. */
  static final String UNREADABLE = "\u0000";

  /** False when the file is no object or stops being JSON before its end. */
  boolean complete;

  @Nullable String name;
  @Nullable Position size;
  @Nullable List<Category> categories;
  @Nullable List<Zone> zones;
  int seats;

  @Override
  public String path() {
    return "";
  }

  /** NaN in a coordinate that was there, but no number: its fault is already known. */
  record Position(double x, double y) {
    static final Position ORIGIN = new Position(0, 0);
  }

  static final class Category implements Place {
    final int index;
    @Nullable String name;
    @Nullable String color;

    Category(int index) {
      this.index = index;
    }

    @Override
    public String path() {
      return "categories[" + index + "]";
    }
  }

  static final class Zone implements Place {
    final int index;
    @Nullable String name;
    @Nullable String viewNote;
    @Nullable Position position;
    @Nullable List<Row> rows;
    final List<Area> areas = new ArrayList<>();

    Zone(int index) {
      this.index = index;
    }

    @Override
    public String path() {
      return "zones[" + index + "]";
    }
  }

  static final class Row implements Place {
    final Zone zone;
    final int index;
    @Nullable String number;
    @Nullable String label;
    @Nullable String seatLabel;
    @Nullable String numberPosition;
    @Nullable String viewNote;
    @Nullable Position position;
    @Nullable List<Seat> seats;

    Row(Zone zone, int index) {
      this.zone = zone;
      this.index = index;
    }

    @Override
    public String path() {
      return zone.path() + ".rows[" + index + "]";
    }
  }

  static final class Seat implements Place {
    final Row row;
    final int index;
    @Nullable String guid;
    @Nullable String number;
    @Nullable Position position;
    @Nullable String category;
    @Nullable String viewNote;
    double radius;

    Seat(Row row, int index) {
      this.row = row;
      this.index = index;
    }

    @Override
    public String path() {
      return row.path() + ".seats[" + index + "]";
    }
  }

  static final class Area implements Place {
    final Zone zone;
    final int index;
    @Nullable String shape;
    @Nullable String color;
    @Nullable String borderColor;
    @Nullable Position position;
    double rotation;
    @Nullable Position rectangle;
    @Nullable Position ellipse;
    double circle = Double.NaN;
    @Nullable List<Position> polygon;
    @Nullable String text;
    @Nullable Position textPosition;
    @Nullable String textColor;
    double textSize = DEFAULT_TEXT_SIZE;

    static final double DEFAULT_TEXT_SIZE = 16;

    Area(Zone zone, int index) {
      this.zone = zone;
      this.index = index;
    }

    @Override
    public String path() {
      return zone.path() + ".areas[" + index + "]";
    }
  }
}
