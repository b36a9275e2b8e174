package dev.daybook.doors.http;

import dev.daybook.runtime.catalogue.CommandSpec;
import dev.daybook.runtime.catalogue.QuerySpec;
import java.util.List;
import java.util.Map;

/**
 * One method at one address.
 *
 * @param template such as {@code /api/tasks/{task}/start}; a segment in braces is a parameter
 */
public record Route(String method, String template, Target target) {
  /** What a route leads to. */
  public sealed interface Target {
    /** A command of the catalogue. */
    record Command(CommandSpec spec) implements Target {}

    /** A query of the catalogue. */
    record Query(QuerySpec spec) implements Target {}

    /**
     * What the door itself offers.
     *
     * @param open whether it answers without a token
     */
    record Fixed(
        String name, String description, boolean open, List<Parameter> parameters, Handler handler)
        implements Target {
      public Fixed {
        parameters = List.copyOf(parameters);
      }
    }
  }

  /** Answers a fixed route. */
  @FunctionalInterface
  public interface Handler {
    Response handle(Request request, Map<String, String> path);
  }

  /** A query parameter of a fixed route. */
  public record Parameter(String name, String description) {}

  List<String> segments() {
    return Paths.segments(template);
  }

  /** The name under which the reference lists it. */
  String name() {
    return switch (target) {
      case Target.Command(var spec) -> spec.name();
      case Target.Query(var spec) -> spec.name();
      case Target.Fixed fixed -> fixed.name();
    };
  }

  String description() {
    return switch (target) {
      case Target.Command(var spec) -> spec.description();
      case Target.Query(var spec) -> spec.description();
      case Target.Fixed fixed -> fixed.description();
    };
  }

  boolean open() {
    return target instanceof Target.Fixed fixed && fixed.open();
  }
}
