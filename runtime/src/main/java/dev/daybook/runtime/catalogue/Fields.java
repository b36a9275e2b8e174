package dev.daybook.runtime.catalogue;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Id;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Limit;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.runtime.codec.TextValues;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a record from its components and their annotations. */
final class Fields {
  private Fields() {}

  static List<FieldSpec> of(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(Fields::field).toList();
  }

  private static FieldSpec field(RecordComponent component) {
    var patch = component.getType() == Patch.class;
    Type held = patch ? argument(component.getGenericType(), 0) : component.getGenericType();
    var type = type(held);
    var limit = component.getAnnotation(Limit.class);
    var describe = component.getAnnotation(Describe.class);
    var optional =
        patch
            || component.getType() == boolean.class
            || Collection.class.isAssignableFrom(component.getType())
            || Map.class.isAssignableFrom(component.getType())
            || nullable(component.getAnnotatedType());
    return new FieldSpec(
        component.getName(),
        describe == null ? "" : describe.value(),
        type,
        !optional,
        patch,
        limit == null ? least(type) : limit.min(),
        limit == null ? most(type) : limit.max(),
        limit == null ? Limit.TEXT : limit.each(),
        limit == null ? "" : limit.pattern());
  }

  private static boolean nullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static long least(FieldType type) {
    return switch (type) {
      case FieldType.Whole _, FieldType.Decimal _ -> Long.MIN_VALUE;
      case FieldType.Text _,
          FieldType.Bool _,
          FieldType.Word _,
          FieldType.Parsed _,
          FieldType.Many _,
          FieldType.Composite _,
          FieldType.Free _,
          FieldType.Anything _ ->
          0;
    };
  }

  private static long most(FieldType type) {
    return switch (type) {
      case FieldType.Whole(var bits) -> bits == 32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
      case FieldType.Decimal _ -> Long.MAX_VALUE;
      case FieldType.Many _, FieldType.Free _ -> Limit.ITEMS;
      case FieldType.Text _,
          FieldType.Bool _,
          FieldType.Word _,
          FieldType.Parsed _,
          FieldType.Composite _,
          FieldType.Anything _ ->
          Limit.TEXT;
    };
  }

  private static FieldType type(Type held) {
    var type = raw(held);
    if (type == String.class) {
      return new FieldType.Text();
    }
    if (type == int.class || type == Integer.class) {
      return new FieldType.Whole(32);
    }
    if (type == long.class || type == Long.class) {
      return new FieldType.Whole(64);
    }
    if (type == double.class || type == Double.class || type == BigDecimal.class) {
      return new FieldType.Decimal();
    }
    if (type == boolean.class || type == Boolean.class) {
      return new FieldType.Bool();
    }
    if (type.isEnum()) {
      var words =
          Arrays.stream(type.getEnumConstants())
              .map(word -> TextValues.wire((Enum<?>) word))
              .toList();
      return new FieldType.Word(type, words);
    }
    if (type == Instant.class
        || type == LocalDate.class
        || type == Duration.class
        || TextValues.reader(type).isPresent()) {
      return new FieldType.Parsed(type, format(type));
    }
    if (Collection.class.isAssignableFrom(type)) {
      return new FieldType.Many(type(argument(held, 0)), Set.class.isAssignableFrom(type));
    }
    if (Map.class.isAssignableFrom(type)) {
      return new FieldType.Free(type(argument(held, 1)));
    }
    if (type.isRecord()) {
      return new FieldType.Composite(type, of(type));
    }
    return new FieldType.Anything();
  }

  private static String format(Class<?> type) {
    if (type == Instant.class) {
      return "time in ISO 8601, such as 2026-01-31T12:00:00Z";
    }
    if (type == LocalDate.class) {
      return "date, such as 2026-01-31";
    }
    if (type == Duration.class) {
      return "duration in ISO 8601, such as PT1H30M";
    }
    if (type == Actor.class) {
      return "actor, such as person:alice or agent:agent-1";
    }
    if (Id.class.isAssignableFrom(type)) {
      return words(type.getSimpleName().replaceFirst("Id$", "")) + " id or reference";
    }
    return words(type.getSimpleName());
  }

  private static String words(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      case WildcardType wildcard -> raw(wildcard.getUpperBounds()[0]);
      case null, default -> Object.class;
    };
  }
}
