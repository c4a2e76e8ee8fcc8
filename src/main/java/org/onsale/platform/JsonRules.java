package org.onsale.platform;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * How JSON is read and written everywhere. Reading is strict: no unknown fields, no text where a
 * number belongs, no field twice, no half of a character (a lone surrogate, which UTF-8 cannot
 * hold), nothing after the end. A component of a record is required unless it is {@code @Nullable}:
 * what the compiler takes for never null never is, and clients are told which field they forgot.
 */
@Singleton
public final class JsonRules implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(
            SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
            SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .registerModule(
            new SimpleModule("onsale")
                .addSerializer(EventId.class, new EventIdWriter())
                .addDeserializer(EventId.class, new EventIdReader())
                .addDeserializer(String.class, new TextReader()));
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    mapper.setAnnotationIntrospector(
        AnnotationIntrospector.pair(
            new RequiredComponents(),
            mapper.getDeserializationConfig().getAnnotationIntrospector()));
  }

  /** Clients must not calculate with ids, so they are texts. */
  private static final class EventIdWriter extends ToStringSerializer {
    private static final long serialVersionUID = 1;

    @Override
    public void serialize(Object value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class EventIdReader extends StdDeserializer<EventId> {
    private static final long serialVersionUID = 1;

    EventIdReader() {
      super(EventId.class);
    }

    @Override
    public EventId deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = in.getValueAsString("");
      if (!text.matches("[1-9][0-9]{0,17}")) {
        return (EventId) context.handleWeirdStringValue(EventId.class, text, "not an event's id");
      }
      return new EventId(Long.parseLong(text));
    }
  }

  /** The database would keep half a character as a question mark. */
  private static final class TextReader extends StringDeserializer {
    private static final long serialVersionUID = 1;

    @Override
    public String deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = super.deserialize(in, context);
      if (text != null && text.codePoints().anyMatch(TextReader::isHalf)) {
        var reason =
            new IllegalArgumentException(
                Phrase.toStore("This has half a character: a lone surrogate."));
        throw ValueInstantiationException.from(
            in, reason.getMessage(), context.constructType(String.class), reason);
      }
      return text;
    }

    private static boolean isHalf(int codePoint) {
      return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
  }

  /** Takes {@code @Nullable} of JSpecify, which is on the type, for what it says. */
  private static final class RequiredComponents extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
      AnnotatedType component = component(member);
      return component != null && isRequired(component) ? Boolean.TRUE : null;
    }

    /** Nor has a list a null in it whose elements are none. */
    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
      AnnotatedType component = component(annotated);
      if (component == null) {
        return JsonSetter.Value.empty();
      }
      return JsonSetter.Value.construct(
          isRequired(component) ? Nulls.FAIL : Nulls.DEFAULT,
          hasRequiredContent(component) ? Nulls.FAIL : Nulls.DEFAULT);
    }

    private static boolean isRequired(AnnotatedType type) {
      return !type.isAnnotationPresent(Nullable.class);
    }

    /** Of a list's elements, of a map's values. */
    private static boolean hasRequiredContent(AnnotatedType type) {
      return type instanceof AnnotatedParameterizedType several
          && isRequired(several.getAnnotatedActualTypeArguments()[last(several)]);
    }

    private static int last(AnnotatedParameterizedType type) {
      return type.getAnnotatedActualTypeArguments().length - 1;
    }

    /** Null for what is no component of a record whose nulls are marked. */
    private static @Nullable AnnotatedType component(Annotated annotated) {
      if (!(annotated instanceof AnnotatedParameter parameter)) {
        return null;
      }
      Class<?> declaring = parameter.getDeclaringClass();
      if (!declaring.isRecord() || !declaring.getPackage().isAnnotationPresent(NullMarked.class)) {
        return null;
      }
      RecordComponent[] components = declaring.getRecordComponents();
      return parameter.getOwner().getParameterCount() == components.length
          ? components[parameter.getIndex()].getAnnotatedType()
          : null;
    }
  }
}
