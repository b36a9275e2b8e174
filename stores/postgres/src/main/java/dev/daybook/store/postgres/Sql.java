package dev.daybook.store.postgres;

import dev.daybook.kernel.log.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The statements, one a file, for the tables of one schema. Safe for use by many threads. */
final class Sql {
  private final String schema;
  private final Map<String, String> statements = new ConcurrentHashMap<>();

  Sql(String schema) {
    this.schema = '"' + schema + '"';
  }

  /** The statement of {@code sql/<name>.sql}. */
  String text(String name) {
    return statements.computeIfAbsent(name, _ -> read("sql/" + name + ".sql"));
  }

  /** A statement that goes along positions in one direction. */
  String text(String name, Direction direction) {
    return statements.computeIfAbsent(
        name + " " + direction,
        _ ->
            read("sql/" + name + ".sql")
                .replace("${order}", direction == Direction.FORWARD ? "asc" : "desc"));
  }

  /** The statement of {@code migration/<name>.sql}. */
  String migration(String name) {
    return read("migration/" + name + ".sql");
  }

  private String read(String file) {
    try (var in = Sql.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no statement " + file);
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.strip().replace("${schema}", schema);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
