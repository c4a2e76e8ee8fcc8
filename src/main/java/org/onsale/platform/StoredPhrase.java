package org.onsale.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Phrases with values as they stand in the database: {@code {"say": "Refund {1} is given back.",
 * "with": ["2"]}}. Amounts, times and phrases among the values stay what they are, for each reader
 * is told them in his own way.
 */
final class StoredPhrase {
  private static final String SAY = "say";
  private static final String WITH = "with";
  private static final String AMOUNT = "amount";
  private static final String CURRENCY = "currency";
  private static final String AT = "at";
  private static final String BEGIN = "{\"" + SAY + "\":";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StoredPhrase() {}

  static String write(Phrase phrase) {
    return object(phrase).toString();
  }

  private static ObjectNode object(Phrase phrase) {
    ObjectNode object = NODES.objectNode().put(SAY, phrase.english());
    ArrayNode values = object.putArray(WITH);
    phrase.values().forEach(value -> values.add(node(value)));
    return object;
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case Phrase phrase -> object(phrase);
      case Money money ->
          NODES
              .objectNode()
              .put(AMOUNT, money.amount())
              .put(CURRENCY, money.currency().getCurrencyCode());
      case ZonedDateTime time -> NODES.objectNode().put(AT, time.toString());
      case Collection<?> several -> {
        ArrayNode array = NODES.arrayNode();
        several.forEach(each -> array.add(node(each)));
        yield array;
      }
      default -> NODES.textNode(value.toString());
    };
  }

  /** Empty for a text that is none of these. */
  static Optional<Phrase> read(String text) {
    if (!text.startsWith(BEGIN)) {
      return Optional.empty();
    }
    try {
      return Optional.of(phrase(JSON.readTree(text)));
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Phrase phrase(JsonNode object) {
    List<Object> values = new ArrayList<>();
    object.path(WITH).forEach(each -> values.add(value(each)));
    return Phrase.again(object.path(SAY).asText(), values);
  }

  private static Object value(JsonNode node) {
    if (node.isArray()) {
      List<Object> several = new ArrayList<>();
      node.forEach(each -> several.add(value(each)));
      return several;
    }
    if (node.has(SAY)) {
      return phrase(node);
    }
    if (node.has(CURRENCY)) {
      return Money.of(node.path(AMOUNT).asLong(), node.path(CURRENCY).asText());
    }
    return node.has(AT) ? ZonedDateTime.parse(node.path(AT).asText()) : node.asText();
  }
}
