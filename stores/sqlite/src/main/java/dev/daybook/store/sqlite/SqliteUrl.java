package dev.daybook.store.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * {@code sqlite:<file>?synchronous=full|normal&wait=<seconds>}.
 *
 * @param file the log's file
 * @param synchronous whether an acknowledged append survives a power cut, or only a killed program
 * @param patience how long to wait for another process that holds the log
 */
record SqliteUrl(Path file, Synchronous synchronous, Duration patience) {
  enum Synchronous {
    FULL,
    NORMAL
  }

  private static final String SCHEME = "sqlite:";

  static SqliteUrl parse(String url) {
    if (!url.startsWith(SCHEME)) {
      throw new IllegalArgumentException(
          "A SQLite store URL begins with sqlite:, not '" + url + "'");
    }
    var rest = url.substring(SCHEME.length());
    var mark = rest.indexOf('?');
    var file = mark < 0 ? rest : rest.substring(0, mark);
    if (file.isEmpty()) {
      throw new IllegalArgumentException("A SQLite store URL names a file: sqlite:data/log.sqlite");
    }
    var parsed =
        new SqliteUrl(Path.of(file).toAbsolutePath(), Synchronous.FULL, Duration.ofSeconds(10));
    if (mark >= 0) {
      for (var parameter : rest.substring(mark + 1).split("&")) {
        parsed = parsed.with(parameter);
      }
    }
    return parsed;
  }

  private SqliteUrl with(String parameter) {
    var equals = parameter.indexOf('=');
    var name = equals < 0 ? parameter : parameter.substring(0, equals);
    var value = equals < 0 ? "" : parameter.substring(equals + 1);
    return switch (name) {
      case "synchronous" -> new SqliteUrl(file, synchronous(value), patience);
      case "wait" -> new SqliteUrl(file, synchronous, seconds(value));
      default ->
          throw new IllegalArgumentException(
              "A SQLite store URL has the parameters synchronous and wait, not '" + name + "'");
    };
  }

  private static Synchronous synchronous(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "full" -> Synchronous.FULL;
      case "normal" -> Synchronous.NORMAL;
      default ->
          throw new IllegalArgumentException("synchronous is full or normal, not '" + value + "'");
    };
  }

  private static Duration seconds(String value) {
    try {
      return Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
    } catch (NumberFormatException notOne) {
      throw new IllegalArgumentException(
          "wait is a number of seconds, not '" + value + "'", notOne);
    }
  }
}
