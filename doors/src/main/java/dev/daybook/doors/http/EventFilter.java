package dev.daybook.doors.http;

import dev.daybook.doors.http.expression.EventFields;
import dev.daybook.doors.http.expression.Expression;
import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.catalogue.Fault;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.TextValues;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which events a request asks for: what the log selects by itself, and an expression over what it
 * selected.
 *
 * @param query the part the log answers from its indexes
 * @param expression the part that is evaluated event by event
 */
record EventFilter(EventQuery query, Optional<Expression> expression) {
  /** The parameters of every request for events. */
  static final List<Route.Parameter> PARAMETERS =
      List.of(
          new Route.Parameter(
              "type", "event types, also aliases, collective names and task.*; one of them"),
          new Route.Parameter("category", "stream categories; one of them"),
          new Route.Parameter("stream", "streams such as task-0198…; one of them"),
          new Route.Parameter(
              "project", "id or key of a project: its own events and those of all that lies in it"),
          new Route.Parameter("tag", "tags key:value; all of them"),
          new Route.Parameter("actor", "who, such as person:alice"),
          new Route.Parameter("correlation", "what belongs together"),
          new Route.Parameter("causation", "the command or event that caused it"),
          new Route.Parameter("since", "recorded at or after this time (ISO 8601)"),
          new Route.Parameter("until", "recorded before this time (ISO 8601)"),
          new Route.Parameter(
              "q",
              "expression over type, stream, actor, time, data.… with and, or, not, == != < <= > >="
                  + " ~"));

  boolean matches(RecordedEvent event, JsonMapper mapper) {
    return expression.isEmpty() || expression.get().holds(new EventFields(event, mapper));
  }

  /** Reads the filter of a request. */
  static final class Reader {
    private final Catalogue catalogue;
    private final EventCodec codec;
    private final EventLog log;

    Reader(Catalogue catalogue, EventCodec codec, EventLog log) {
      this.catalogue = catalogue;
      this.codec = codec;
      this.log = log;
    }

    /** The filter; every fault is added to {@code faults}. */
    EventFilter read(Request request, List<Fault> faults) {
      var in = new Parameters(request, faults);
      var types = new HashSet<String>();
      for (var spelling : request.parameters("type")) {
        types.addAll(types(spelling, faults));
      }
      var tags = new HashSet<Tag>(in.each("tag", "key:value", Tag::new));
      request.parameter("project").flatMap(text -> project(text, faults)).ifPresent(tags::add);
      var query =
          new EventQuery(
              Set.copyOf(types),
              Set.copyOf(
                  in.each(
                      "category", "a stream category", text -> new StreamId(text, "x").category())),
              Set.copyOf(in.each("stream", "a stream such as task-7", StreamId::parse)),
              tags,
              in.one("actor", "an actor such as person:alice", Actor::parse),
              in.one("correlation", "a text", text -> text),
              in.one("causation", "a text", text -> text),
              in.one("since", "a time such as 2026-01-31T12:00:00Z", Instant::parse),
              in.one("until", "a time such as 2026-01-31T12:00:00Z", Instant::parse));
      return new EventFilter(
          query, request.parameter("q").flatMap(text -> expression(text, faults)));
    }

    private Set<String> types(String spelling, List<Fault> faults) {
      if (spelling.equals("*")) {
        return Set.of();
      }
      var named = codec.named(spelling);
      if (!named.isEmpty()) {
        return named;
      }
      try {
        return Set.of(new EventType(spelling, 1).name());
      } catch (IllegalArgumentException _) {
        faults.add(
            new Fault(
                "?type",
                "No event answers to " + Problems.shown(spelling) + ".",
                "a type such as task.created or task.*"));
        return Set.of();
      }
    }

    private Optional<Tag> project(String text, List<Fault> faults) {
      var tag =
          catalogue.aggregates().stream()
              .filter(aggregate -> aggregate.category().equals("project"))
              .findFirst()
              .flatMap(aggregate ->
                  parsed(aggregate.id(), text)
                      .or(() -> aggregate.reference(text).flatMap(this::holder).map(StreamId::id)))
              .map(id -> Tag.of("project", id));
      if (tag.isEmpty()) {
        faults.add(
            new Fault(
                "?project",
                "There is no project " + Problems.shown(text) + ".",
                "the id or key of a project"));
      }
      return tag;
    }

    private static Optional<String> parsed(Class<?> type, String text) {
      try {
        return TextValues.reader(type).map(read -> read.apply(text).toString());
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    private Optional<StreamId> holder(Tag tag) {
      var page = log.read(EventQuery.all().tagged(tag), Position.START, Direction.FORWARD, 1);
      return page.events().stream().map(RecordedEvent::stream).findFirst();
    }

    private static Optional<Expression> expression(String text, List<Fault> faults) {
      return switch (Expression.read(text)) {
        case Expression.Read.Ok(var expression) -> Optional.of(expression);
        case Expression.Read.Faulty(var column, var message, var expected) -> {
          faults.add(new Fault("?q", "Column " + column + ": " + message, expected));
          yield Optional.empty();
        }
      };
    }
  }

  /** Query parameters read one by one; faults are collected. */
  record Parameters(Request request, List<Fault> faults) {
    <T> List<T> each(String name, String expected, Function<String, T> read) {
      var values = new ArrayList<T>();
      for (var text : request.parameters(name)) {
        var value = value(name, text, expected, read);
        if (value != null) {
          values.add(value);
        }
      }
      return values;
    }

    <T> @Nullable T one(String name, String expected, Function<String, T> read) {
      var text = request.parameter(name);
      return text.isEmpty() ? null : value(name, text.get(), expected, read);
    }

    private <T> @Nullable T value(
        String name, String text, String expected, Function<String, T> read) {
      try {
        return read.apply(text);
      } catch (IllegalArgumentException | DateTimeException _) {
        faults.add(new Fault("?" + name, Problems.shown(text) + " cannot be read.", expected));
        return null;
      }
    }

    long number(String name, long otherwise, long least, long most) {
      var read =
          one(
              name,
              "a whole number from " + least + " to " + most,
              text -> {
                var number = Long.parseLong(text);
                if (number < least || number > most) {
                  throw new IllegalArgumentException(text);
                }
                return number;
              });
      return read == null ? otherwise : read;
    }

    /** Adds a fault for every parameter that is not declared. */
    void only(List<Route.Parameter> declared) {
      for (var name : request.query().keySet()) {
        if (declared.stream().noneMatch(parameter -> parameter.name().equals(name))) {
          faults.add(
              new Fault(
                  "?" + name,
                  "There is no parameter " + Problems.shown(name) + ".",
                  declared.isEmpty()
                      ? "no parameter at all"
                      : "one of "
                          + String.join(
                              ", ", declared.stream().map(Route.Parameter::name).toList())));
        }
      }
    }

    void refuse() {
      if (!faults.isEmpty()) {
        throw Problems.bad(faults);
      }
    }
  }
}
