package dev.daybook.runtime.codec;

import dev.daybook.kernel.DaybookException;
import dev.daybook.kernel.catalogue.EventName;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.context.Upcaster;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.view.Occurrence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Event records to JSON and back, by the names and versions written on them. What was written as an
 * older version is read through the {@link Upcaster}s of its context. A type or a version nobody
 * declares is carried through as {@link Occurrence.Unknown}; unknown fields stay in the log and are
 * passed over.
 */
public final class EventCodec {
  private static final int MANY = 256;

  private final JsonCodec json;
  private final Map<String, Declared> declared = new HashMap<>();
  private final Map<Class<?>, EventType> types = new HashMap<>();
  private final Map<String, Set<String>> spellings = new HashMap<>();

  private final Upcasts upcasts;

  private record Declared(Class<?> event, int version) {}

  /**
   * An event as it would be written today.
   *
   * @param type with the newest version
   * @param data of that version, with everything of the stored one that no step knows
   */
  public record Upcast(EventType type, JsonBytes data) {}

  /**
   * @throws IllegalStateException when an event is declared twice, or when the upcasters do not
   *     lead from every older version of every event to its newest, each version once
   */
  public EventCodec(JsonCodec json, List<BoundedContext> contexts) {
    this.json = json;
    for (var context : contexts) {
      context
          .aggregates()
          .forEach(aggregate -> Sealed.records(aggregate.events()).forEach(this::declare));
      context.furtherEvents().forEach(top -> Sealed.records(top).forEach(this::declare));
    }
    var newest = new HashMap<String, Integer>();
    declared.forEach((name, it) -> newest.put(name, it.version()));
    upcasts =
        new Upcasts(
            json,
            contexts.stream().flatMap(context -> context.upcasters().stream()).toList(),
            newest);
  }

  private void declare(Class<?> event) {
    var type = Aggregate.typeOf(event);
    var other = declared.putIfAbsent(type.name(), new Declared(event, type.version()));
    if (other != null && other.event() != event) {
      throw new IllegalStateException(
          type.name() + " is declared by " + other.event().getName() + " and " + event.getName());
    }
    types.put(event, type);
    var name = event.getAnnotation(EventName.class);
    spell(type.name(), type.name());
    for (var alias : name.aliases()) {
      spell(alias, type.name());
    }
    for (var collective : name.answersTo()) {
      spell(collective, type.name());
    }
  }

  private void spell(String spelling, String name) {
    spellings.computeIfAbsent(spelling, _ -> new TreeSet<>()).add(name);
  }

  /** The JSON underneath. */
  public JsonCodec json() {
    return json;
  }

  /** The type an event record is written as. */
  public EventType typeOf(Object event) {
    var type = types.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException(
          event.getClass().getName() + " is in no context's list of events");
    }
    return type;
  }

  public JsonBytes encode(Object event) {
    return json.write(event);
  }

  /**
   * The event with its payload as a record.
   *
   * @throws DaybookException that names the event, when its data is not what its type says
   */
  public Occurrence decode(RecordedEvent event) {
    var known = declared.get(event.type().name());
    if (known == null || known.version() < event.type().version()) {
      return new Occurrence(event, new Occurrence.Unknown());
    }
    try {
      var data = known.version() == event.type().version() ? event.data() : upcast(event).data();
      return new Occurrence(event, json.read(data, known.event()));
    } catch (DaybookException unreadable) {
      throw new DaybookException(
          unreadable.getMessage() + " (the event at position " + event.position() + ")",
          unreadable);
    }
  }

  /**
   * The event's type and data in their newest version; as stored when that is the newest, or newer
   * than anybody knows, or of a type nobody declares. The log itself never changes.
   *
   * @throws dev.daybook.kernel.DaybookException when a step fails on the stored data
   */
  public Upcast upcast(RecordedEvent event) {
    return upcasts.lift(event.type(), event.data());
  }

  /**
   * The events in their order; where they are many, all processors decode them.
   *
   * @throws DaybookException that names the first event whose data is not what its type says
   */
  public List<Occurrence> decode(List<RecordedEvent> events) {
    if (events.size() >= MANY) {
      try {
        return events.parallelStream().map(this::decode).toList();
      } catch (DaybookException any) {
        // one of perhaps several; in their order the first is met first
      }
    }
    return events.stream().map(this::decode).toList();
  }

  /**
   * The stored names that a spelling stands for: a name itself, an alias of a source ({@code
   * task_created}), a collective name ({@code task.status_changed}), or one of these with a {@code
   * *} for any rest. Empty: nobody declares it.
   */
  public Set<String> named(String spelling) {
    if (!spelling.endsWith("*")) {
      return spellings.getOrDefault(spelling, Set.of());
    }
    var start = spelling.substring(0, spelling.length() - 1);
    var found = new TreeSet<String>();
    spellings.forEach((candidate, names) -> {
      if (candidate.startsWith(start)) {
        found.addAll(names);
      }
    });
    return found;
  }

  /** The record a stored name is read as, if one is declared. */
  public Optional<Class<?>> recordOf(String name) {
    return Optional.ofNullable(declared.get(name)).map(Declared::event);
  }
}
