package dev.daybook.doors.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes. */
final class Globals {
  private static final int MOST_PORT = 65_535;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Data directory (default: DAYBOOK_DATA, else .daybook in the home directory).")
  @Nullable Path data;

  @Option(
      names = "--store",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "Where the log is: sqlite:FILE, rocksdb:DIR, postgresql://USER@HOST/DATABASE or memory:"
              + " (default: DAYBOOK_STORE, else log.sqlite in the data directory).")
  @Nullable String store;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      scope = ScopeType.INHERIT,
      description =
          "Port of the server on the loopback interface, 0 for a free one (default: DAYBOOK_PORT,"
              + " else 7400).")
  @Nullable Integer port;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer in JSON.")
  boolean json;

  Settings settings(Map<String, String> environment) {
    var folder =
        Optional.ofNullable(data)
            .or(() -> given(environment, "DAYBOOK_DATA").map(Path::of))
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".daybook"));
    return new Settings(
        folder.toAbsolutePath().normalize(),
        Optional.ofNullable(store).or(() -> given(environment, "DAYBOOK_STORE")),
        Optional.ofNullable(port)
            .map(String::valueOf)
            .or(() -> given(environment, "DAYBOOK_PORT"))
            .map(Globals::port),
        json);
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static int port(String text) {
    try {
      var number = Integer.parseInt(text.strip());
      if (number >= 0 && number <= MOST_PORT) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      // told below, together with a number that is no port
    }
    throw new BadInput("The port is '" + text + "'. Name one from 0 to 65535 with --port.");
  }
}
