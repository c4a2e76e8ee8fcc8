package org.onsale.seating;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Phrase;

/**
 * Reads a plan file into a {@link PlanDocument}: types, lengths and counts are checked here, and
 * what the parts mean together in {@link PlanCheck}.
 *
 * <p>The file is read as a stream: a tree of a hundred thousand seats would weigh a hundred
 * megabytes. Members that the format does not know are passed over, so that files of newer editors
 * come in too. A fault does not end the reading, except where the file stops being JSON.
 *
 * <p>Why it is longer than most: one method for each part of the format.
 */
final class PlanReader {
  /** The longest name, label or number. */
  static final int MAX_TEXT = 200;

  /** The longest note about the view: a line or two beside the pointer. */
  static final int MAX_VIEW_NOTE = 100;

  /** The longest text on an area. */
  static final int MAX_AREA_TEXT = 500;

  /** The farthest coordinate before positions are added up. */
  static final double MAX_LENGTH = 100_000;

  static final int MAX_CATEGORIES = 200;
  static final int MAX_ZONES = 2_000;
  static final int MAX_ROWS_OF_ZONE = 5_000;
  static final int MAX_AREAS_OF_ZONE = 2_000;
  static final int MAX_CORNERS = 2_000;

  /** What the parser says about its own input, of no use to whoever wrote the file. */
  private static final Pattern SOURCE =
      Pattern.compile(" \\(start marker at \\[.*?]\\)|\\[Source:[^]]*]");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(40)
                  .maxNumberLength(100)
                  .maxStringLength(100_000)
                  .maxNameLength(500)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonParser parser;
  private final Faults faults;
  private final PlanDocument document = new PlanDocument();

  private PlanReader(JsonParser parser, Faults faults) {
    this.parser = parser;
    this.faults = faults;
  }

  /** What can be read of the file; whatever is wrong with it goes to {@code faults}. */
  static PlanDocument read(byte[] file, Faults faults) {
    try (JsonParser parser = JSON.createParser(file)) {
      var reader = new PlanReader(parser, faults);
      try {
        reader.document();
      } catch (IOException e) {
        faults.add(reader.document, "", notJson(e, parser));
      }
      return reader.document;
    } catch (IOException e) {
      var document = new PlanDocument();
      faults.add(document, "", "is not JSON in UTF-8");
      return document;
    }
  }

  private static Phrase notJson(IOException e, JsonParser parser) {
    JsonLocation location =
        e instanceof JsonProcessingException json && json.getLocation() != null
            ? json.getLocation()
            : parser.currentLocation();
    Phrase why =
        e instanceof JsonProcessingException json
            ? Phrase.asIs(
                PlanCheck.shortened(SOURCE.matcher(json.getOriginalMessage()).replaceAll(""), 200))
            : Phrase.of("it is not written in UTF-8");
    Phrase what = Phrase.of(e instanceof StreamConstraintsException ? "too large" : "not JSON");
    return location.getLineNr() > 0
        ? Phrase.of(
            "is {1} at line {2}, column {3}: {4}",
            what, location.getLineNr(), location.getColumnNr(), why)
        : Phrase.of("is {1}: {2}", what, why);
  }

  private void document() throws IOException {
    parser.nextToken();
    if (parser.currentToken() == null) {
      faults.add(document, "", "is empty");
      return;
    }
    boolean object = parser.currentToken() == JsonToken.START_OBJECT;
    members(
        document,
        "",
        member -> {
          switch (member) {
            case "name" -> document.name = text(document, member, MAX_TEXT);
            case "size" -> document.size = pair(document, member, "width", "height");
            case "categories" ->
                document.categories = list(document, member, MAX_CATEGORIES, this::category);
            case "zones" -> document.zones = list(document, member, MAX_ZONES, this::zone);
            default -> parser.skipChildren();
          }
        });
    if (parser.nextToken() != null) {
      faults.add(document, "", "goes on after the end of the plan");
    }
    document.complete = object;
  }

  private PlanDocument.Category category(int index) throws IOException {
    var category = new PlanDocument.Category(index);
    members(
        category,
        "",
        member -> {
          switch (member) {
            case "name" -> category.name = text(category, member, MAX_TEXT);
            case "color" -> category.color = text(category, member, MAX_TEXT);
            default -> parser.skipChildren();
          }
        });
    return category;
  }

  private PlanDocument.Zone zone(int index) throws IOException {
    var zone = new PlanDocument.Zone(index);
    members(
        zone,
        "",
        member -> {
          switch (member) {
            case "name" -> zone.name = text(zone, member, MAX_TEXT);
            case "view_note" -> zone.viewNote = text(zone, member, MAX_VIEW_NOTE);
            case "position" -> zone.position = position(zone, member);
            case "rows" -> zone.rows = list(zone, member, MAX_ROWS_OF_ZONE, row -> row(zone, row));
            case "areas" -> {
              var areas = list(zone, member, MAX_AREAS_OF_ZONE, area -> area(zone, area));
              if (areas != null) {
                zone.areas.addAll(areas);
              }
            }
            default -> parser.skipChildren();
          }
        });
    return zone;
  }

  private PlanDocument.Row row(PlanDocument.Zone zone, int index) throws IOException {
    var row = new PlanDocument.Row(zone, index);
    members(
        row,
        "",
        member -> {
          switch (member) {
            case "row_number" -> row.number = text(row, member, MAX_TEXT);
            case "row_label" -> row.label = text(row, member, MAX_TEXT);
            case "seat_label" -> row.seatLabel = text(row, member, MAX_TEXT);
            case "row_number_position" -> row.numberPosition = text(row, member, MAX_TEXT);
            case "view_note" -> row.viewNote = text(row, member, MAX_VIEW_NOTE);
            case "position" -> row.position = position(row, member);
            case "seats" -> row.seats = list(row, member, Plans.MAX_SEATS, seat -> seat(row, seat));
            default -> parser.skipChildren();
          }
        });
    return row;
  }

  private PlanDocument.@Nullable Seat seat(PlanDocument.Row row, int index) throws IOException {
    if (++document.seats > Plans.MAX_SEATS) {
      parser.skipChildren();
      return null;
    }
    var seat = new PlanDocument.Seat(row, index);
    members(
        seat,
        "",
        member -> {
          switch (member) {
            case "seat_guid" -> seat.guid = text(seat, member, MAX_TEXT);
            case "seat_number" -> seat.number = text(seat, member, MAX_TEXT);
            case "position" -> seat.position = position(seat, member);
            case "category" -> seat.category = text(seat, member, MAX_TEXT);
            case "view_note" -> seat.viewNote = text(seat, member, MAX_VIEW_NOTE);
            case "radius" -> seat.radius = length(seat, member, 0);
            default -> parser.skipChildren();
          }
        });
    return seat;
  }

  private PlanDocument.Area area(PlanDocument.Zone zone, int index) throws IOException {
    var area = new PlanDocument.Area(zone, index);
    members(
        area,
        "",
        member -> {
          switch (member) {
            case "shape" -> area.shape = text(area, member, MAX_TEXT);
            case "color" -> area.color = text(area, member, MAX_TEXT);
            case "border_color" -> area.borderColor = text(area, member, MAX_TEXT);
            case "position" -> area.position = position(area, member);
            case "rotation" -> area.rotation = number(area, member);
            case "rectangle" -> area.rectangle = pair(area, member, "width", "height");
            case "ellipse" -> ellipse(area, member);
            case "circle" -> circle(area, member);
            case "polygon" -> polygon(area, member);
            case "text" -> areaText(area, member);
            default -> parser.skipChildren();
          }
        });
    return area;
  }

  private void ellipse(PlanDocument.Area area, String path) throws IOException {
    members(
        area,
        path,
        member -> {
          switch (member) {
            case "radius" -> area.ellipse = position(area, path + ".radius");
            default -> parser.skipChildren();
          }
        });
  }

  private void circle(PlanDocument.Area area, String path) throws IOException {
    members(
        area,
        path,
        member -> {
          switch (member) {
            case "radius" -> area.circle = length(area, path + ".radius", 0);
            default -> parser.skipChildren();
          }
        });
  }

  private void polygon(PlanDocument.Area area, String path) throws IOException {
    members(
        area,
        path,
        member -> {
          switch (member) {
            case "points" ->
                area.polygon =
                    list(
                        area,
                        path + ".points",
                        MAX_CORNERS,
                        corner -> position(area, path + ".points[" + corner + "]"));
            default -> parser.skipChildren();
          }
        });
  }

  private void areaText(PlanDocument.Area area, String path) throws IOException {
    members(
        area,
        path,
        member -> {
          switch (member) {
            case "text" -> area.text = text(area, path + ".text", MAX_AREA_TEXT);
            case "position" -> area.textPosition = position(area, path + ".position");
            case "color" -> area.textColor = text(area, path + ".color", MAX_TEXT);
            case "size" ->
                area.textSize = length(area, path + ".size", PlanDocument.Area.DEFAULT_TEXT_SIZE);
            default -> parser.skipChildren();
          }
        });
  }

  /** Reads the value of one member, at which the parser stands, to its end. */
  private interface MemberReader {
    void read(String member) throws IOException;
  }

  private interface ItemReader<T> {
    @Nullable T read(int index) throws IOException;
  }

  private void members(Place place, String path, MemberReader reader) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      faults.add(place, path, "must be an object, not {1}", found());
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        reader.read(member);
      }
    }
  }

  /** Null when it is no list. */
  private <T> @Nullable List<T> list(Place place, String member, int limit, ItemReader<T> reader)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      faults.add(place, member, "must be a list, not {1}", found());
      parser.skipChildren();
      return null;
    }
    var items = new ArrayList<T>();
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (index < limit) {
        T item = reader.read(index);
        if (item != null) {
          items.add(item);
        }
      } else {
        parser.skipChildren();
      }
      index++;
    }
    if (index > limit) {
      faults.add(place, member, "has {1} entries; the limit is {2}", index, limit);
    }
    return items;
  }

  /** Numbers are taken as the text they look like: many files write {@code "row_number": 3}. */
  private @Nullable String text(Place place, String member, int limit) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      faults.add(place, member, "must be text, not {1}", found());
      parser.skipChildren();
      return PlanDocument.UNREADABLE;
    }
    String text = parser.getText();
    if (text.length() > limit) {
      faults.add(place, member, "has {1} characters; the limit is {2}", text.length(), limit);
      return PlanDocument.UNREADABLE;
    }
    if (PlanCheck.hasControlCharacters(text)) {
      faults.add(place, member, "has control characters, which nobody could read");
      return PlanDocument.UNREADABLE;
    }
    return text;
  }

  private PlanDocument.Position position(Place place, String member) throws IOException {
    return pair(place, member, "x", "y");
  }

  private PlanDocument.Position pair(Place place, String path, String first, String second)
      throws IOException {
    double[] values = {Double.NaN, Double.NaN};
    boolean[] there = new boolean[2];
    boolean object = parser.currentToken() == JsonToken.START_OBJECT;
    members(
        place,
        path,
        member -> {
          int which = member.equals(first) ? 0 : member.equals(second) ? 1 : -1;
          if (which < 0) {
            parser.skipChildren();
          } else {
            values[which] = number(place, path + "." + member);
            there[which] = true;
          }
        });
    for (int which = 0; object && which < 2; which++) {
      if (!there[which]) {
        faults.add(place, path + "." + (which == 0 ? first : second), "is missing");
      }
    }
    return new PlanDocument.Position(values[0], values[1]);
  }

  /** Above zero; {@code instead} when it is not, which is a fault. */
  private double length(Place place, String member, double instead) throws IOException {
    double length = number(place, member);
    if (length <= 0) {
      faults.add(place, member, "must be above zero, not {1}", parser.getText());
      return instead;
    }
    return Double.isNaN(length) ? instead : length;
  }

  /** NaN when it is none, which is a fault. */
  private double number(Place place, String member) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      faults.add(place, member, "must be a number, not {1}", found());
      parser.skipChildren();
      return Double.NaN;
    }
    double number = parser.getDoubleValue();
    if (!(Math.abs(number) <= MAX_LENGTH)) {
      faults.add(
          place,
          member,
          "must lie between -100000 and 100000, not be {1}",
          PlanCheck.shortened(parser.getText(), 30));
      return Double.NaN;
    }
    return number;
  }

  /** What stands in the file where something else should. */
  private Phrase found() throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> Phrase.of("an object");
      case START_ARRAY -> Phrase.of("a list");
      case VALUE_STRING -> Phrase.of("the text \"{1}\"", PlanCheck.shortened(parser.getText(), 40));
      case null -> Phrase.of("the end of the file");
      default -> Phrase.asIs(PlanCheck.shortened(parser.getText(), 40));
    };
  }
}
