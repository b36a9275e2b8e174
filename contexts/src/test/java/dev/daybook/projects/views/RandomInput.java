package dev.daybook.projects.views;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Id;
import dev.daybook.runtime.catalogue.FieldSpec;
import dev.daybook.runtime.catalogue.FieldType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON for the fields of any command or query: text that databases compare, order and escape
 * differently, and ids of what there is.
 */
final class RandomInput {
  private static final List<String> WORDS =
      List.of(
          "b",
          "B",
          "é",
          "É",
          "Z",
          "_",
          "50%",
          "a\\b",
          "A_b%c",
          "日本語",
          "go 🚀",
          "İstanbul",
          "ß",
          "ẞ",
          "o'clock",
          "\"q\"",
          "x\ty",
          "-1",
          "NULL",
          "a",
          "zz top",
          "ﬀ",
          "e\u0301",
          "\uD83D\uDE80");
  private static final List<Double> DECIMALS =
      List.of(0.0, 0.1, 0.3, 1.0, 2.5, 1.0 / 3, 7.000001, 333_333.333333);

  private final Random random;
  private final JsonMapper mapper;
  private final Map<Class<?>, List<String>> ids = new HashMap<>();

  RandomInput(Random random, JsonMapper mapper) {
    this.random = random;
    this.mapper = mapper;
  }

  /** Takes note of every id in a record. */
  void learn(Object value) {
    switch (value) {
      case Id id -> ids.computeIfAbsent(id.getClass(), _ -> new ArrayList<>()).add(id.text());
      case Collection<?> many -> many.forEach(this::learn);
      case Record all -> {
        for (var component : all.getClass().getRecordComponents()) {
          var inside = read(component, all);
          if (inside != null) {
            learn(inside);
          }
        }
      }
      default -> {
        // holds no id
      }
    }
  }

  private static Object read(RecordComponent component, Object from) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(from);
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  ObjectNode of(List<FieldSpec> fields) {
    var object = mapper.createObjectNode();
    for (var field : fields) {
      if (field.required() || random.nextInt(100) < 30) {
        object.set(
            field.name(),
            field.patch() && random.nextInt(4) == 0
                ? JsonNodeFactory.instance.nullNode()
                : value(field.type(), field));
      }
    }
    return object;
  }

  private JsonNode value(FieldType type, FieldSpec field) {
    var nodes = JsonNodeFactory.instance;
    return switch (type) {
      case FieldType.Text _ -> nodes.stringNode(text(field));
      case FieldType.Whole _ -> nodes.numberNode(Math.max(0, field.min()) + random.nextInt(4));
      case FieldType.Decimal _ -> nodes.numberNode(any(DECIMALS));
      case FieldType.Bool _ -> nodes.booleanNode(random.nextInt(3) == 0);
      case FieldType.Word(_, var words) -> nodes.stringNode(any(words));
      case FieldType.Parsed(var parsed, _) -> nodes.stringNode(parsed(parsed));
      case FieldType.Many(var of, _) -> {
        var all = nodes.arrayNode();
        var distinct = new ArrayList<JsonNode>();
        for (var count = random.nextInt(4); count > 0; count--) {
          var item = value(of, field);
          if (!distinct.contains(item)) {
            distinct.add(item);
          }
        }
        yield all.addAll(distinct);
      }
      case FieldType.Composite(_, var fields) -> of(fields);
      case FieldType.Free(var of) -> mapper.createObjectNode().set(any(WORDS), value(of, field));
      case FieldType.Anything _ -> nodes.stringNode(any(WORDS));
    };
  }

  private String text(FieldSpec field) {
    if (!field.pattern().isEmpty()) {
      return "K" + Integer.toString(random.nextInt(1_000), 36).toUpperCase(Locale.ROOT);
    }
    return random.nextBoolean() ? any(WORDS) : any(WORDS) + " " + any(WORDS);
  }

  private String parsed(Class<?> type) {
    if (type == Instant.class) {
      return Instant.parse("2026-01-02T03:04:05Z")
          .plusSeconds(random.nextInt(400) - 200)
          .toString();
    }
    if (type == LocalDate.class) {
      return LocalDate.parse("2026-01-02").plusDays(random.nextInt(40) - 20).toString();
    }
    if (type == Duration.class) {
      return Duration.ofMinutes(random.nextInt(1_000)).toString();
    }
    if (type == Actor.class) {
      return any(List.of("person:alice", "person:bob", "agent:agent-1"));
    }
    var known = ids.getOrDefault(type, List.of());
    return known.isEmpty() || random.nextInt(20) == 0
        ? new UUID(random.nextLong(), random.nextLong()).toString()
        : any(known);
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
