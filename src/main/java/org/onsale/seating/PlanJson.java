package org.onsale.seating;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.onsale.platform.Gzip;

/**
 * The seating answer of the HTTP contract, encoded once per version of a plan and kept compressed:
 * nearly every client takes gzip, and for the rest it is unpacked.
 */
public final class PlanJson {
  /** How the seats are written. */
  interface Seats {
    void write(SeatingPlan plan, JsonGenerator json) throws IOException;
  }

  private static final JsonFactory JSON = new JsonFactory();

  private final byte[] gzip;
  private final String etag;

  private PlanJson(byte[] gzip, String etag) {
    this.gzip = gzip;
    this.etag = etag;
  }

  /** Each seat is an object: easy to read. */
  static PlanJson list(SeatingPlan plan) {
    return of(plan, PlanJson::seats);
  }

  /** The seats are columns of numbers: quick to load. */
  static PlanJson columns(SeatingPlan plan) {
    return of(plan, SeatColumns::write);
  }

  private static PlanJson of(SeatingPlan plan, Seats seats) {
    try {
      var bytes = new ByteArrayOutputStream(plan.seats() * 12 + 1024);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (var out = new DigestOutputStream(new GZIPOutputStream(bytes, 1 << 16), digest);
          JsonGenerator json = JSON.createGenerator(out)) {
        write(plan, seats, json);
      }
      String hash =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(Arrays.copyOf(digest.digest(), 12));
      return new PlanJson(bytes.toByteArray(), plan.plan() + "." + plan.version() + "-" + hash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bytes, gzip. */
  public byte[] gzip() {
    return gzip.clone();
  }

  /** The bytes as they are. */
  public byte[] bytes() {
    return Gzip.unpack(gzip);
  }

  /**
   * Names these bytes, without quotes; another version, or another build's encoding, has another.
   */
  public String etag() {
    return etag;
  }

  private static void write(SeatingPlan plan, Seats seats, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("planVersion", plan.version());
    frame(plan, json);
    categories(plan, json);
    sections(plan, json);
    rows(plan, json);
    seats.write(plan, json);
    areas(plan.areas(), json);
    json.writeEndObject();
  }

  private static void frame(SeatingPlan plan, JsonGenerator json) throws IOException {
    SeatingPlan.Box bounds = plan.bounds();
    SeatingPlan.Point size = plan.size();
    json.writeObjectFieldStart("size");
    length(json, "width", size == null ? bounds.x() + bounds.width() : size.x());
    length(json, "height", size == null ? bounds.y() + bounds.height() : size.y());
    json.writeEndObject();
    json.writeObjectFieldStart("bounds");
    length(json, "x", bounds.x());
    length(json, "y", bounds.y());
    length(json, "width", bounds.width());
    length(json, "height", bounds.height());
    json.writeEndObject();
    length(json, "seatRadius", plan.seatRadius());
    json.writeObjectFieldStart("focalPoint");
    point(json, plan.focalPoint());
    json.writeEndObject();
    json.writeNumberField("seatCount", plan.seats());
  }

  private static void categories(SeatingPlan plan, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("categories");
    for (SeatingPlan.Category category : plan.categories()) {
      json.writeStartObject();
      json.writeNumberField("id", category.number());
      json.writeStringField("name", category.name());
      json.writeStringField("color", category.color());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Those with live seats. */
  private static void sections(SeatingPlan plan, JsonGenerator json) throws IOException {
    boolean[] live = new boolean[plan.sections().size()];
    for (SeatingPlan.Row row : plan.rows()) {
      live[row.section()] |= plan.rowSeats(row.id()).length > 0;
    }
    json.writeArrayFieldStart("sections");
    for (SeatingPlan.Section section : plan.sections()) {
      if (live[section.id()]) {
        json.writeStartObject();
        json.writeNumberField("id", section.id());
        json.writeStringField("name", section.name());
        note(plan.viewNotes().sections(), section.id(), json);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  /** Those with live seats. */
  private static void rows(SeatingPlan plan, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("rows");
    for (SeatingPlan.Row row : plan.rows()) {
      int[] seats = plan.rowSeats(row.id());
      if (seats.length > 0) {
        row(plan, row, seats, json);
      }
    }
    json.writeEndArray();
  }

  private static void row(SeatingPlan plan, SeatingPlan.Row row, int[] seats, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", row.id());
    json.writeNumberField("section", row.section());
    json.writeStringField("label", row.label());
    if (row.pattern() != null) {
      json.writeStringField("number", row.number());
    }
    note(plan.viewNotes().rows(), row.id(), json);
    json.writeStringField("numberPosition", row.numberPosition().name().toLowerCase(Locale.ROOT));
    json.writeArrayFieldStart("numbersAt");
    if (!row.number().isEmpty()) {
      int last = seats.length - 1;
      switch (row.numberPosition()) {
        case NONE -> {}
        case START -> beyond(plan, seats, 0, 1, json);
        case END -> beyond(plan, seats, last, last - 1, json);
        case BOTH -> {
          beyond(plan, seats, 0, 1, json);
          beyond(plan, seats, last, last - 1, json);
        }
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The place one seat further along the row than its end. */
  private static void beyond(SeatingPlan plan, int[] seats, int end, int inner, JsonGenerator json)
      throws IOException {
    float x = plan.x(seats[end]);
    float y = plan.y(seats[end]);
    float dx = -2.4f * plan.seatRadius();
    float dy = 0;
    if (seats.length > 1) {
      dx = x - plan.x(seats[inner]);
      dy = y - plan.y(seats[inner]);
    }
    json.writeStartObject();
    point(json, new SeatingPlan.Point(x + dx, y + dy));
    json.writeEndObject();
  }

  private static void seats(SeatingPlan plan, JsonGenerator json) throws IOException {
    SeatTable table = plan.table();
    json.writeArrayFieldStart("seats");
    for (int seat = 0; seat < table.size; seat++) {
      if (table.withdrawn.get(seat)) {
        continue;
      }
      SeatingPlan.Row row = plan.rows().get(table.row[seat]);
      json.writeStartObject();
      json.writeNumberField("index", seat);
      json.writeStringField("label", row.seatLabel(table.number[seat]));
      if (row.seatPattern() != null) {
        json.writeStringField("number", table.number[seat]);
      }
      hundredths(json, "x", table.x[seat]);
      hundredths(json, "y", table.y[seat]);
      json.writeNumberField("category", table.category[seat]);
      json.writeNumberField("row", table.row[seat]);
      if (table.radius[seat] != 0) {
        hundredths(json, "radius", table.radius[seat]);
      }
      note(plan.viewNotes().seats(), seat, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void note(Map<Integer, String> notes, int place, JsonGenerator json)
      throws IOException {
    String note = notes.get(place);
    if (note != null) {
      json.writeStringField("viewNote", note);
    }
  }

  private static void areas(List<Area> areas, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("areas");
    for (Area area : areas) {
      json.writeStartObject();
      shape(area.shape(), json);
      point(json, area.origin());
      length(json, "rotation", area.rotation());
      if (area.color() != null) {
        json.writeStringField("color", area.color());
      }
      if (area.borderColor() != null) {
        json.writeStringField("borderColor", area.borderColor());
      }
      Area.Text text = area.text();
      if (text != null) {
        text(text, json);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void shape(Area.Shape shape, JsonGenerator json) throws IOException {
    switch (shape) {
      case Area.Polygon(List<SeatingPlan.Point> points) -> {
        json.writeStringField("shape", "polygon");
        json.writeArrayFieldStart("points");
        for (SeatingPlan.Point corner : points) {
          json.writeStartObject();
          point(json, corner);
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      case Area.Rectangle(float width, float height) -> {
        json.writeStringField("shape", "rectangle");
        length(json, "width", width);
        length(json, "height", height);
      }
      case Area.Ellipse(float radiusX, float radiusY) -> {
        json.writeStringField("shape", "ellipse");
        length(json, "radiusX", radiusX);
        length(json, "radiusY", radiusY);
      }
      case Area.Circle(float radius) -> {
        json.writeStringField("shape", "circle");
        length(json, "radius", radius);
      }
      case Area.Words() -> json.writeStringField("shape", "text");
    }
  }

  private static void text(Area.Text text, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("text");
    json.writeStringField("text", text.text());
    point(json, text.position());
    length(json, "size", text.size());
    if (text.color() != null) {
      json.writeStringField("color", text.color());
    }
    json.writeEndObject();
  }

  private static void point(JsonGenerator json, SeatingPlan.Point point) throws IOException {
    length(json, "x", point.x());
    length(json, "y", point.y());
  }

  private static void length(JsonGenerator json, String name, float length) throws IOException {
    hundredths(json, name, SeatTable.hundredths(length));
  }

  /**
   * Two decimals at most, and none where there are none: {@code 12}, {@code 12.5}, {@code -0.25}.
   */
  private static void hundredths(JsonGenerator json, String name, int hundredths)
      throws IOException {
    json.writeFieldName(name);
    if (hundredths % 100 == 0) {
      json.writeNumber(hundredths / 100);
      return;
    }
    int positive = Math.abs(hundredths);
    var number = new StringBuilder(hundredths < 0 ? "-" : "");
    number.append(positive / 100).append('.').append(positive / 10 % 10);
    if (positive % 10 != 0) {
      number.append(positive % 10);
    }
    json.writeNumber(number.toString());
  }
}
