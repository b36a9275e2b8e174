package dev.daybook.runtime.codec;

import dev.daybook.kernel.DaybookException;
import dev.daybook.kernel.context.Upcaster;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The steps of schema evolution, chained: data of any older version becomes data of the newest.
 * Members nobody knows are carried through in their place, and numbers keep every digit.
 */
final class Upcasts {
  private static final TypeReference<Map<String, @Nullable Object>> MEMBERS =
      new TypeReference<>() {};

  private final JsonMapper exact;
  private final Map<String, Integer> newest;
  private final Map<String, TreeMap<Integer, Upcaster.Step>> chains = new HashMap<>();

  /**
   * @param newest by name: the version an event type is written as
   * @throws IllegalStateException when a step leads from or to nowhere, stands there twice or is
   *     missing
   */
  Upcasts(JsonCodec json, List<Upcaster> steps, Map<String, Integer> newest) {
    this.newest = Map.copyOf(newest);
    this.exact =
        json.mapper().rebuild().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    steps.forEach(this::add);
    newest.forEach(this::requireWhole);
  }

  private void add(Upcaster upcaster) {
    var known = newest.get(upcaster.type());
    var name = "The upcaster of " + upcaster.type() + " from version " + upcaster.from();
    if (known == null) {
      throw new IllegalStateException(
          name + " is for an event that no context declares; its name must be that of an event");
    }
    if (upcaster.from() >= known) {
      throw new IllegalStateException(
          name
              + " leads beyond the newest version, which is "
              + known
              + "; raise the version in the event's @EventName with it");
    }
    var chain = chains.computeIfAbsent(upcaster.type(), _ -> new TreeMap<>());
    if (chain.putIfAbsent(upcaster.from(), upcaster.step()) != null) {
      throw new IllegalStateException(name + " is declared twice; one step a version is enough");
    }
  }

  private void requireWhole(String type, int version) {
    for (var from = 1; from < version; from++) {
      if (!chains.getOrDefault(type, new TreeMap<>()).containsKey(from)) {
        throw new IllegalStateException(
            type
                + " is written as version "
                + version
                + ", and what was written as version "
                + from
                + " could not be read: its context must declare an upcaster from version "
                + from);
      }
    }
  }

  /** The type and data as they would be written today; a type nobody knows stays as it is. */
  EventCodec.Upcast lift(EventType type, JsonBytes data) {
    var to = newest.get(type.name());
    if (to == null || to <= type.version()) {
      return new EventCodec.Upcast(type, data);
    }
    var steps = chains.getOrDefault(type.name(), new TreeMap<>()).tailMap(type.version());
    try {
      var members = exact.readValue(data.utf8(), MEMBERS);
      members.replaceAll((_, value) -> widened(value));
      for (var step : steps.values()) {
        members = step.lift(members);
      }
      return new EventCodec.Upcast(
          new EventType(type.name(), to), JsonBytes.of(exact.writeValueAsBytes(members)));
    } catch (JacksonException notJson) {
      throw failed(type, to, notJson.getOriginalMessage(), notJson);
    } catch (RuntimeException inAStep) {
      throw failed(type, to, String.valueOf(inAStep), inAStep);
    }
  }

  /** Whole numbers as Long or BigInteger, so that a step meets no third kind. */
  private static @Nullable Object widened(@Nullable Object value) {
    return switch (value) {
      case Integer number -> number.longValue();
      case List<?> items -> {
        var all = new ArrayList<@Nullable Object>();
        items.forEach(item -> all.add(widened(item)));
        yield all;
      }
      case Map<?, ?> members -> {
        var all = new LinkedHashMap<Object, @Nullable Object>();
        members.forEach((name, member) -> all.put(name, widened(member)));
        yield all;
      }
      case null, default -> value;
    };
  }

  private static DaybookException failed(EventType type, int to, String why, Exception cause) {
    return new DaybookException(
        "The data of a " + type + " could not be read as version " + to + ": " + why, cause);
  }
}
