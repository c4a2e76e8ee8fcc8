package org.onsale.seating;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Copies a plan file with another category for some of its seats. It is read and written as it
 * comes, a seat at a time: whatever else stands in the file is kept.
 */
final class Paint {
  private static final JsonFactory JSON = new ObjectMapper().getFactory();

  private final Set<String> guids;
  private final String category;

  private Paint(Set<String> guids, String category) {
    this.guids = guids;
    this.category = category;
  }

  /**
   * @param compiled what the file was made into
   * @param category its number there
   */
  static byte[] copy(
      byte[] file, PlanCompiler.Compiled compiled, Set<Integer> seats, int category) {
    Set<String> guids =
        seats.stream().map(seat -> compiled.guids()[seat]).collect(Collectors.toSet());
    String name =
        compiled.plan().categories().stream()
            .filter(each -> each.number() == category)
            .map(SeatingPlan.Category::name)
            .findFirst()
            .orElseThrow();
    var copy = new ByteArrayOutputStream(file.length + 1024);
    try (JsonParser in = JSON.createParser(file);
        JsonGenerator out = JSON.createGenerator(copy)) {
      new Paint(guids, name).copy(in, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy.toByteArray();
  }

  private void copy(JsonParser in, JsonGenerator out) throws IOException {
    for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
      if (token == JsonToken.START_OBJECT && isSeat(in.getParsingContext())) {
        ObjectNode seat = in.readValueAsTree();
        if (guids.contains(seat.path("seat_guid").asText())) {
          seat.put("category", category);
        }
        out.writeTree(seat);
      } else {
        out.copyCurrentEvent(in);
      }
    }
  }

  /** Whether an object that has just begun is in a list {@code seats} of a row of a zone. */
  private static boolean isSeat(JsonStreamContext object) {
    return isItemOf(object, "seats")
        && isItemOf(object.getParent().getParent(), "rows")
        && isItemOf(object.getParent().getParent().getParent().getParent(), "zones");
  }

  private static boolean isItemOf(JsonStreamContext object, String list) {
    JsonStreamContext array = object.getParent();
    return array != null
        && array.inArray()
        && array.getParent() != null
        && list.equals(array.getParent().getCurrentName());
  }
}
