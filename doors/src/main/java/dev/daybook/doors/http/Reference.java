package dev.daybook.doors.http;

import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.catalogue.FieldSpec;
import dev.daybook.runtime.catalogue.FieldType;
import java.util.List;
import java.util.stream.Collectors;

/** The reference pages in Markdown, made from the catalogue and its routes. */
public final class Reference {
  private Reference() {}

  /**
   * {@code docs/reference/commands.md}: every command and query with its address, its CLI line and
   * its fields.
   */
  public static String commands(Routes routes) {
    var page =
        new StringBuilder(
            """
            # Commands and queries

            Made from the catalogue; do not edit. Fields marked \\* must be given. What stands in the address is no field of the
            body. Every command takes the headers `Idempotency-Key` and `If-Match`.

            """);
    page.append("## Commands\n\n");
    routes
        .all()
        .forEach(route -> {
          if (route.target() instanceof Route.Target.Command(var spec)) {
            entry(route, spec.description(), spec.fields(), page);
          }
        });
    page.append("## Queries\n\n");
    routes
        .all()
        .forEach(route -> {
          if (route.target() instanceof Route.Target.Query(var spec)) {
            entry(route, spec.description(), spec.fields(), page);
          }
        });
    page.append("## Everything else over HTTP\n\n");
    routes
        .all()
        .forEach(route -> {
          if (route.target() instanceof Route.Target.Fixed fixed) {
            page.append("- `")
                .append(route.method())
                .append(' ')
                .append(route.template())
                .append("` · ")
                .append(cell(fixed.description()));
            page.append('\n');
            fixed
                .parameters()
                .forEach(parameter ->
                    page.append("  - `")
                        .append(parameter.name())
                        .append("`: ")
                        .append(cell(parameter.description()))
                        .append('\n'));
          }
        });
    return page.toString();
  }

  /** {@code docs/reference/events.md}: every event with its other names and its fields. */
  public static String events(Catalogue catalogue) {
    var page = new StringBuilder("# Events\n\nMade from the catalogue; do not edit.\n\n");
    for (var event : catalogue.events()) {
      page.append("### `")
          .append(event.name())
          .append("`\n\n")
          .append(event.description())
          .append("\n\n");
      if (!event.answersTo().isEmpty()) {
        page.append("Answers to ").append(quoted(event.answersTo())).append(".\n\n");
      }
      if (!event.aliases().isEmpty()) {
        page.append("Also read as ").append(quoted(event.aliases())).append(".\n\n");
      }
      fields(event.fields(), page);
    }
    return page.toString();
  }

  private static void entry(
      Route route, String description, List<FieldSpec> fields, StringBuilder page) {
    page.append("### `").append(route.name()).append("`\n\n").append(description).append("\n\n");
    page.append("`").append(route.method()).append(' ').append(route.template()).append("`  \n");
    page.append("`").append(RouteTable.cli(route)).append("`\n\n");
    fields(fields, page);
  }

  private static void fields(List<FieldSpec> fields, StringBuilder page) {
    if (fields.isEmpty()) {
      return;
    }
    page.append("| Field | Holds | Meaning |\n|---|---|---|\n");
    for (var field : fields) {
      page.append("| `").append(field.name()).append("`").append(field.required() ? " \\*" : "");
      page.append(" | ").append(cell(holds(field, field.type())));
      page.append(" | ").append(cell(field.description())).append(" |\n");
    }
    page.append('\n');
  }

  /** What a field takes, in words. */
  static String holds(FieldSpec field, FieldType type) {
    return switch (type) {
      case FieldType.Text() ->
          "text, at most "
              + (field.type() instanceof FieldType.Many ? field.each() : field.max())
              + " characters";
      case FieldType.Whole _ -> "whole number" + bounds(field);
      case FieldType.Decimal() -> "number" + bounds(field);
      case FieldType.Bool() -> "true or false";
      case FieldType.Word(_, var words) -> String.join(", ", words);
      case FieldType.Parsed(_, var format) -> format;
      case FieldType.Many(var of, _) -> "list of at most " + field.max() + ": " + holds(field, of);
      case FieldType.Composite(_, var fields) ->
          "object: " + fields.stream().map(FieldSpec::name).collect(Collectors.joining(", "));
      case FieldType.Free(_) -> "object with free keys";
      case FieldType.Anything() -> "any JSON";
    };
  }

  private static String bounds(FieldSpec field) {
    if (field.min() == Long.MIN_VALUE) {
      return "";
    }
    return field.max() >= Integer.MAX_VALUE
        ? " from " + field.min()
        : " from " + field.min() + " to " + field.max();
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
