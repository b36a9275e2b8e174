package dev.daybook.doors.http;

import dev.daybook.kernel.catalogue.Shape;
import dev.daybook.runtime.catalogue.CommandSpec;
import dev.daybook.runtime.catalogue.FieldSpec;
import dev.daybook.runtime.catalogue.QuerySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How names of the catalogue become addresses. */
final class Paths {
  private Paths() {}

  /** The segments of a path; a slash at the end counts for nothing. */
  static List<String> segments(String path) {
    var inner = path.startsWith("/") ? path.substring(1) : path;
    if (inner.endsWith("/")) {
      inner = inner.substring(0, inner.length() - 1);
    }
    return inner.isEmpty() ? List.of() : Arrays.asList(inner.split("/", -1));
  }

  static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  static String parameter(String segment) {
    return segment.substring(1, segment.length() - 1);
  }

  static String method(CommandSpec command) {
    return switch (command.shape()) {
      case CREATE, ACT -> "POST";
      case UPDATE -> "PATCH";
      case DELETE -> "DELETE";
    };
  }

  /**
   * The address of a command; {@code verbatim} adds the verb also where the method alone would say
   * it.
   */
  static String of(CommandSpec command, boolean verbatim) {
    var verb = verb(command.name());
    var base = base(command.name(), command.within(), command.subject());
    var act =
        command.shape() == Shape.ACT
            || command.shape() == Shape.CREATE && command.subject().isPresent();
    var said = act || verbatim;
    return said ? base + "/" + verb : base;
  }

  /** Whether the method says the verb already. */
  static boolean canonical(CommandSpec command) {
    var verb = verb(command.name());
    return switch (command.shape()) {
      case CREATE -> command.subject().isEmpty() && (verb.equals("create") || verb.equals("add"));
      case UPDATE -> verb.equals("update");
      case DELETE -> verb.equals("delete") || verb.equals("remove");
      case ACT -> false;
    };
  }

  static String of(QuerySpec query) {
    var verb = verb(query.name());
    var base = base(query.name(), query.within(), query.subject());
    return verb.isEmpty() || verb.equals("list") || verb.equals("get") ? base : base + "/" + verb;
  }

  private static String base(String name, Optional<FieldSpec> within, Optional<FieldSpec> subject) {
    var noun = noun(name);
    var path = new StringBuilder("/api");
    within
        .filter(FieldSpec::required)
        .filter(outer -> !outer.name().equals(noun))
        .ifPresent(outer ->
            path.append('/')
                .append(collection(outer.name()))
                .append("/{")
                .append(outer.name())
                .append('}'));
    path.append('/').append(collection(noun));
    subject
        .filter(FieldSpec::required)
        .ifPresent(inner -> path.append("/{").append(inner.name()).append('}'));
    return path.toString();
  }

  static String noun(String name) {
    var dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot).replace('.', '_');
  }

  static String verb(String name) {
    var dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }

  /** A name as the command line spells it. */
  static String kebab(String words) {
    return words
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .toLowerCase(java.util.Locale.ROOT)
        .replace('_', '-');
  }

  /** The plural of a noun, as it stands in an address. */
  static String collection(String noun) {
    var word = noun;
    if (word.endsWith("y")
        && word.length() > 1
        && "aeiou".indexOf(word.charAt(word.length() - 2)) < 0) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    return word.endsWith("s") || word.endsWith("x") || word.endsWith("ch")
        ? word + "es"
        : word + "s";
  }
}
