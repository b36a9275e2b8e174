package dev.daybook.doors.http;

import dev.daybook.runtime.catalogue.FieldSpec;
import dev.daybook.runtime.catalogue.FieldType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The derived table as text, one line a route: method, address, name, and the line on which the CLI
 * offers it.
 */
public final class RouteTable {
  private RouteTable() {}

  /** The whole table; lines end with a line feed. */
  public static String text(Routes routes) {
    return routes.all().stream().map(RouteTable::line).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(Route route) {
    return "%-7s%-58s%-32s%s"
        .formatted(route.method(), route.template(), route.name(), cli(route))
        .stripTrailing();
  }

  /** The CLI line of a command or query; empty for a route that the door itself offers. */
  public static String cli(Route route) {
    return switch (route.target()) {
      case Route.Target.Command(var spec) -> cli(spec.name(), spec.subject(), spec.fields());
      case Route.Target.Query(var spec) -> cli(spec.name(), spec.subject(), spec.fields());
      case Route.Target.Fixed _ -> "";
    };
  }

  private static String cli(String name, Optional<FieldSpec> subject, List<FieldSpec> fields) {
    var line = new StringBuilder("daybook ").append(Paths.kebab(Paths.noun(name)));
    if (!Paths.verb(name).isEmpty()) {
      line.append(' ').append(Paths.kebab(Paths.verb(name)));
    }
    subject.ifPresent(field -> line.append(' ').append(word(field)));
    fields.stream()
        .filter(FieldSpec::required)
        .filter(field -> subject.stream().noneMatch(field::equals))
        .forEach(
            field -> line.append(" --").append(Paths.kebab(field.name())).append(value(field)));
    if (fields.stream().anyMatch(field -> !field.required())) {
      line.append(" [OPTIONS]");
    }
    return line.toString();
  }

  private static String value(FieldSpec field) {
    return field.type() instanceof FieldType.Bool ? "" : " " + word(field);
  }

  private static String word(FieldSpec field) {
    return Paths.kebab(field.name()).toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
