package dev.daybook.doors.cli;

import dev.daybook.kernel.catalogue.Shape;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.catalogue.CommandSpec;
import dev.daybook.runtime.catalogue.FieldSpec;
import dev.daybook.runtime.catalogue.FieldType;
import dev.daybook.runtime.catalogue.QuerySpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The subcommands of the catalogue: {@code task.start} is {@code daybook task start TASK}. Knows
 * none of them by hand.
 */
final class CatalogueCommands {
  private final CommandLine root;
  private final Supplier<Session> session;

  CatalogueCommands(CommandLine root, Supplier<Session> session) {
    this.root = root;
    this.session = session;
  }

  void add(Catalogue catalogue) {
    catalogue.commands().forEach(this::add);
    catalogue.queries().forEach(this::add);
  }

  private void add(CommandSpec command) {
    var run = new CommandRun(command, session);
    var spec =
        base(run, command.name(), command.description(), command.subject(), command.fields());
    spec.addOption(
        OptionSpec.builder("--if-version")
            .paramLabel("N")
            .type(Long.class)
            .description("Carry it out only if the subject is still at this version.")
            .build());
    spec.addOption(
        OptionSpec.builder("--idempotency-key")
            .paramLabel("ID")
            .type(String.class)
            .description("Idempotency key: the same key twice is carried out once.")
            .build());
    spec.addOption(
        OptionSpec.builder("--input")
            .paramLabel("JSON")
            .type(String.class)
            .description("Further fields as a JSON object.")
            .build());
    if (command.shape() == Shape.UPDATE) {
      spec.addOption(
          OptionSpec.builder("--clear")
              .paramLabel("FIELD")
              .type(List.class)
              .auxiliaryTypes(String.class)
              .description("Clear a field; may be repeated.")
              .build());
    }
    plant(command.name(), spec);
  }

  private void add(QuerySpec query) {
    var run = new QueryRun(query, session);
    plant(
        query.name(),
        base(run, query.name(), query.description(), query.subject(), query.fields()));
  }

  private static CommandLine.Model.CommandSpec base(
      DerivedRun run,
      String name,
      String description,
      Optional<FieldSpec> subject,
      List<FieldSpec> fields) {
    var spec = CommandLine.Model.CommandSpec.wrapWithoutInspection(run);
    run.bind(spec);
    spec.usageMessage().description(escape(description));
    spec.mixinStandardHelpOptions(true);
    subject.ifPresent(field ->
        spec.addPositional(
            PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .paramLabel(kebab(field.name()).toUpperCase(Locale.ROOT).replace('-', '_'))
                .type(String.class)
                .description(escape(describe(field)))
                .build()));
    for (var field : fields) {
      if (subject.isEmpty() || !subject.get().equals(field)) {
        spec.addOption(option(field));
      }
    }
    spec.usageMessage().footer("", "Reference: " + name);
    return spec;
  }

  private static OptionSpec option(FieldSpec field) {
    var builder =
        OptionSpec.builder("--" + kebab(field.name())).description(escape(describe(field)));
    return switch (field.type()) {
      case FieldType.Bool _ when !field.patch() ->
          builder.arity("0..1").fallbackValue("true").type(String.class).build();
      case FieldType.Many _ ->
          builder.type(List.class).auxiliaryTypes(String.class).paramLabel("VALUE").build();
      case FieldType.Text _,
          FieldType.Whole _,
          FieldType.Decimal _,
          FieldType.Bool _,
          FieldType.Word _,
          FieldType.Parsed _,
          FieldType.Composite _,
          FieldType.Free _,
          FieldType.Anything _ ->
          builder.type(String.class).paramLabel("VALUE").build();
    };
  }

  private static String describe(FieldSpec field) {
    var text = field.description().isEmpty() ? field.name() : field.description();
    var words =
        field.type() instanceof FieldType.Word(_, var all)
            ? " One of: " + String.join(", ", all) + "."
            : "";
    return text + words + (field.required() ? " Required." : "");
  }

  private void plant(String name, CommandLine.Model.CommandSpec spec) {
    var dot = name.indexOf('.');
    var noun = kebab(name.substring(0, dot));
    var verb = kebab(name.substring(dot + 1));
    if (!root.getSubcommands().containsKey(noun)) {
      var groupSpec = CommandLine.Model.CommandSpec.wrapWithoutInspection(new Group());
      groupSpec.mixinStandardHelpOptions(true);
      groupSpec.usageMessage().description("Commands and queries of every " + noun + ".");
      groupSpec.usageMessage().synopsisSubcommandLabel("COMMAND");
      root.addSubcommand(noun, groupSpec);
    }
    var group = Objects.requireNonNull(root.getSubcommands().get(noun));
    if (!group.getSubcommands().containsKey(verb)) {
      group.addSubcommand(verb, spec);
    }
  }

  /** A group by itself prints its help. */
  private static final class Group {}

  /** All texts a field was given on the command line. */
  static List<String> texts(CommandLine.ParseResult parsed, FieldSpec field, boolean positional) {
    ArgSpec given =
        positional ? parsed.matchedPositional(0) : parsed.matchedOption("--" + kebab(field.name()));
    return given == null
        ? List.of()
        : given.originalStringValues().isEmpty() ? List.of("true") : given.originalStringValues();
  }

  static String kebab(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }

  private static String escape(String text) {
    return text.replace("%", "%%").replace("@|", "@ |");
  }
}
