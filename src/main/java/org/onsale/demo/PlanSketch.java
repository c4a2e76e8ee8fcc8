package org.onsale.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A seating plan being drawn, and the file of the open format it becomes. All positions given here
 * are absolute; the file holds them relative to their zone.
 */
final class PlanSketch {
  private final String name;
  private final int width;
  private final int height;
  private double seatRadius;
  private final List<Category> categories = new ArrayList<>();
  private final List<Zone> zones = new ArrayList<>();

  private record Category(String name, String color) {}

  private record Seat(String number, double x, double y, String category) {}

  private static void viewNote(JsonGenerator json, @Nullable String note) throws IOException {
    if (note != null) {
      json.writeStringField("view_note", note);
    }
  }

  /** A place on the plan. */
  record Point(double x, double y) {}

  PlanSketch(String name, int width, int height) {
    this.name = name;
    this.width = width;
    this.height = height;
  }

  /** Returns the name, to give to seats. */
  String category(String category, String color) {
    categories.add(new Category(category, color));
    return category;
  }

  Zone zone(String zone, double x, double y) {
    var fresh = new Zone(zone, x, y);
    zones.add(fresh);
    return fresh;
  }

  /** For seats whose distances in the row do not say how large they are. */
  void seatRadius(double radius) {
    seatRadius = radius;
  }

  int seats() {
    return zones.stream()
        .flatMap(zone -> zone.rows.stream())
        .mapToInt(row -> row.seats.size())
        .sum();
  }

  List<Zone> zones() {
    return zones;
  }

  /** The file. */
  byte[] json() {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeObjectFieldStart("size");
      json.writeNumberField("width", width);
      json.writeNumberField("height", height);
      json.writeEndObject();
      json.writeArrayFieldStart("categories");
      for (Category category : categories) {
        json.writeStartObject();
        json.writeStringField("name", category.name());
        json.writeStringField("color", category.color());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("zones");
      for (Zone zone : zones) {
        zone.write(json, seatRadius);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void position(JsonGenerator json, double x, double y) throws IOException {
    json.writeObjectFieldStart("position");
    point(json, x, y);
    json.writeEndObject();
  }

  private static void point(JsonGenerator json, double x, double y) throws IOException {
    json.writeNumberField("x", Math.round(x * 100) / 100.0);
    json.writeNumberField("y", Math.round(y * 100) / 100.0);
  }

  /** A section with its rows and the shapes behind them. */
  static final class Zone {
    private final String name;
    private final double x;
    private final double y;
    private final List<Row> rows = new ArrayList<>();
    private final List<Shape> shapes = new ArrayList<>();
    private @Nullable String viewNote;

    private Zone(String name, double x, double y) {
      this.name = name;
      this.x = x;
      this.y = y;
    }

    /**
     * @param label such as {@code Row %s}
     * @param numberPosition {@code start}, {@code end}, {@code both} or {@code none}
     */
    Row row(String number, String label, String numberPosition) {
      var row = new Row(number, label, numberPosition);
      rows.add(row);
      return row;
    }

    List<Row> rows() {
      return rows;
    }

    /** What is said about the view from all its seats. */
    void viewNote(String note) {
      viewNote = note;
    }

    Shape polygon(List<Point> corners) {
      Point first = corners.getFirst();
      return shape(
          "polygon",
          first.x(),
          first.y(),
          json -> {
            json.writeArrayFieldStart("points");
            for (Point corner : corners) {
              json.writeStartObject();
              point(json, corner.x() - first.x(), corner.y() - first.y());
              json.writeEndObject();
            }
            json.writeEndArray();
          });
    }

    Shape rectangle(double left, double top, double width, double height) {
      return shape(
          "rectangle",
          left,
          top,
          json -> {
            json.writeNumberField("width", width);
            json.writeNumberField("height", height);
          });
    }

    Shape circle(double x, double y, double radius) {
      return shape("circle", x, y, json -> json.writeNumberField("radius", radius));
    }

    Shape words(double x, double y) {
      return shape("text", x, y, null);
    }

    private Shape shape(String kind, double x, double y, @Nullable Part outline) {
      var shape = new Shape(kind, x, y, outline);
      shapes.add(shape);
      return shape;
    }

    private void write(JsonGenerator json, double seatRadius) throws IOException {
      json.writeStartObject();
      json.writeStringField("name", name);
      PlanSketch.viewNote(json, viewNote);
      position(json, x, y);
      json.writeArrayFieldStart("areas");
      for (Shape shape : shapes) {
        shape.write(json, this);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("rows");
      for (Row row : rows) {
        row.write(json, this, seatRadius);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  static final class Row {
    private final String number;
    private final String label;
    private final String numberPosition;
    private final List<Seat> seats = new ArrayList<>();
    private @Nullable String viewNote;
    private final Map<Integer, String> viewNotes = new HashMap<>();

    private Row(String number, String label, String numberPosition) {
      this.number = number;
      this.label = label;
      this.numberPosition = numberPosition;
    }

    /** The next seat, numbered on from 1. */
    void seat(double x, double y, String category) {
      seats.add(new Seat(Integer.toString(seats.size() + 1), x, y, category));
    }

    int size() {
      return seats.size();
    }

    /** What is said about the view from all its seats. */
    void viewNote(String note) {
      viewNote = note;
    }

    /** What is said about the view from one of its seats. */
    void viewNote(int number, String note) {
      viewNotes.put(number, note);
    }

    private void write(JsonGenerator json, Zone zone, double seatRadius) throws IOException {
      json.writeStartObject();
      json.writeStringField("row_number", number);
      json.writeStringField("row_label", label);
      json.writeStringField("row_number_position", numberPosition);
      PlanSketch.viewNote(json, viewNote);
      position(json, 0, 0);
      json.writeArrayFieldStart("seats");
      for (Seat seat : seats) {
        json.writeStartObject();
        json.writeStringField("seat_guid", zone.name + '-' + number + '-' + seat.number());
        json.writeStringField("seat_number", seat.number());
        position(json, seat.x() - zone.x, seat.y() - zone.y);
        json.writeStringField("category", seat.category());
        PlanSketch.viewNote(json, viewNotes.get(Integer.parseInt(seat.number())));
        if (seatRadius > 0) {
          json.writeNumberField("radius", seatRadius);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** Writes the members of an outline. */
  private interface Part {
    void write(JsonGenerator json) throws IOException;
  }

  /** Something drawn behind the seats. */
  static final class Shape {
    private final String kind;
    private final double x;
    private final double y;
    private final @Nullable Part outline;
    private double rotation;
    private @Nullable String color;
    private @Nullable String borderColor;
    private @Nullable String text;
    private double textX;
    private double textY;
    private double textSize;
    private String textColor = "#808890";

    private Shape(String kind, double x, double y, @Nullable Part outline) {
      this.kind = kind;
      this.x = x;
      this.y = y;
      this.outline = outline;
    }

    Shape fill(String fill) {
      color = fill;
      return this;
    }

    Shape border(String border) {
      borderColor = border;
      return this;
    }

    Shape rotate(double degrees) {
      rotation = degrees;
      return this;
    }

    /**
     * @param atX of the middle of the words, on the plan
     */
    Shape text(String words, double atX, double atY, double size, String ink) {
      text = words;
      textX = atX - x;
      textY = atY - y;
      textSize = size;
      textColor = ink;
      return this;
    }

    private void write(JsonGenerator json, Zone zone) throws IOException {
      json.writeStartObject();
      json.writeStringField("shape", kind);
      position(json, x - zone.x, y - zone.y);
      json.writeNumberField("rotation", Math.round(rotation * 100) / 100.0);
      if (color != null) {
        json.writeStringField("color", color);
      }
      if (borderColor != null) {
        json.writeStringField("border_color", borderColor);
      }
      if (outline != null) {
        json.writeObjectFieldStart(kind);
        outline.write(json);
        json.writeEndObject();
      }
      if (text != null) {
        json.writeObjectFieldStart("text");
        json.writeStringField("text", text);
        position(json, textX, textY);
        json.writeNumberField("size", textSize);
        json.writeStringField("color", textColor);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
  }
}
