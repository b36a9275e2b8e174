package dev.daybook.doors.cli;

import dev.daybook.doors.http.Routes;
import dev.daybook.runtime.catalogue.Binder;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.catalogue.FieldSpec;
import dev.daybook.runtime.catalogue.FieldType;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.codec.JsonFaults;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a derived subcommand does when it runs; the parsed line is taken from its own specification.
 */
abstract class DerivedRun implements Callable<Integer> {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  private final Supplier<Session> session;
  private CommandLine.Model.@Nullable CommandSpec spec;

  DerivedRun(Supplier<Session> session) {
    this.session = session;
  }

  void bind(CommandLine.Model.CommandSpec own) {
    this.spec = own;
  }

  Session session() {
    return session.get();
  }

  CommandLine.ParseResult parsed() {
    return Objects.requireNonNull(spec).commandLine().getParseResult();
  }

  CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  /**
   * The address of a command or query, its parameters filled in from the line; and which fields
   * that used up.
   */
  Address address(
      Catalogue catalogue, String name, List<FieldSpec> fields, @Nullable FieldSpec subject) {
    var template = Routes.of(catalogue, List.of()).named(name).orElseThrow().template();
    var used = new ArrayList<String>();
    var filled =
        PARAMETER
            .matcher(template)
            .replaceAll(found -> {
              var field =
                  fields.stream()
                      .filter(one -> one.name().equals(found.group(1)))
                      .findFirst()
                      .orElseThrow();
              var texts = CatalogueCommands.texts(parsed(), field, field.equals(subject));
              if (texts.isEmpty()) {
                throw wrong(
                    "Missing required option: '--" + CatalogueCommands.kebab(field.name()) + "'");
              }
              used.add(field.name());
              return URLEncoder.encode(texts.getLast(), StandardCharsets.UTF_8).replace("+", "%20");
            });
    return new Address(filled, used);
  }

  record Address(String path, List<String> used) {}

  /**
   * The JSON that the texts of a field stand for; objects and lists of objects are typed as JSON.
   */
  JsonNode value(FieldSpec field, List<String> texts, JsonCodec codec) {
    try {
      return switch (field.type()) {
        case FieldType.Composite _, FieldType.Free _, FieldType.Anything _ ->
            codec.mapper().readTree(texts.getLast());
        case FieldType.Many(FieldType.Composite _, _) -> {
          if (texts.size() == 1 && texts.getFirst().strip().startsWith("[")) {
            yield codec.mapper().readTree(texts.getFirst());
          }
          var list = codec.mapper().createArrayNode();
          texts.forEach(text -> list.add(codec.mapper().readTree(text)));
          yield list;
        }
        case FieldType.Many(FieldType.Text _, _) -> {
          var list = codec.mapper().createArrayNode();
          texts.forEach(list::add);
          yield list;
        }
        case FieldType.Many _,
            FieldType.Text _,
            FieldType.Whole _,
            FieldType.Decimal _,
            FieldType.Bool _,
            FieldType.Word _,
            FieldType.Parsed _ ->
            Binder.fromText(field.type(), texts);
      };
    } catch (JacksonException notJson) {
      throw notJson("--" + CatalogueCommands.kebab(field.name()), notJson);
    }
  }

  CommandLine.ParameterException notJson(String option, JacksonException fault) {
    return wrong(
        option
            + " takes JSON, and this is none"
            + JsonFaults.place(fault)
            + ": "
            + JsonFaults.why(fault)
            + ".");
  }
}
