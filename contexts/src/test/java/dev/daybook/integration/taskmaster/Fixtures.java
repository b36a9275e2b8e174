package dev.daybook.integration.taskmaster;

import dev.daybook.integration.taskmaster.TaskmasterFile.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of the tests. */
final class Fixtures {
  private Fixtures() {}

  static String everyOddity() {
    return read("every-oddity.json");
  }

  static String flat() {
    return read("flat.json");
  }

  static String bare() {
    return read("bare.json");
  }

  /** Every fixture in every dress. */
  static Stream<String> all() {
    return Stream.of(
            everyOddity(),
            flat(),
            bare(),
            "{}",
            "[]",
            "{\"tasks\":[]}",
            "{\"a\":{\"tasks\":[]},\"b\":{\"tasks\":[]}}")
        .flatMap(Fixtures::dressed);
  }

  private static Stream<String> dressed(String text) {
    var crlf = text.replace("\n", "\r\n");
    var tabs = text.replace("  ", "\t");
    return Stream.of(
        text,
        crlf,
        tabs,
        "\uFEFF" + text,
        "\uFEFF" + crlf,
        text.stripTrailing(),
        "\n " + text + "\n\n");
  }

  static TaskmasterFile file(String text) {
    return switch (TaskmasterFile.parse(text.getBytes(StandardCharsets.UTF_8), "sample.json")) {
      case Reading.Read(var file) -> file;
      case Reading.Broken(var faults) -> throw new AssertionError(faults + " in " + text);
    };
  }

  static List<FileFault> faults(String text) {
    return switch (TaskmasterFile.parse(text.getBytes(StandardCharsets.UTF_8), "sample.json")) {
      case Reading.Read(var file) -> throw new AssertionError("Was read: " + file);
      case Reading.Broken(var faults) -> faults;
    };
  }

  private static String read(String name) {
    try (var in =
        Objects.requireNonNull(Fixtures.class.getResourceAsStream("/taskmaster/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
