package dev.daybook.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourcesTest {
  static List<SourceScan> scans() {
    return SourceScan.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scans")
  void the_sources_keep_the_rule(SourceScan scan) throws IOException {
    assertThat(scan.breaches(repository())).isEmpty();
  }

  static Stream<Arguments> badSources() {
    return Stream.of(
        Arguments.of(
            SourceScan.NO_DEFAULT_IN_DECIDERS,
            "/contexts/src/main/java/a/TaskDecider.java",
            "switch (x) {\n  default -> y;\n}"),
        Arguments.of(
            SourceScan.NO_DEFAULT_IN_DECIDERS,
            "/contexts/src/main/java/a/TaskDecider.java",
            "switch (x) {\n  default: return y;\n}"),
        Arguments.of(
            SourceScan.NOTHING_SKIPPED, "/app/src/test/java/a/XTest.java", "\n@Disabled(\"\")"),
        Arguments.of(
            SourceScan.NOTHING_SKIPPED, "/app/src/test/java/a/XTest.java", "\nassumeTrue(a);"),
        Arguments.of(
            SourceScan.NO_MOCKS, "/app/src/test/java/a/XTest.java", "\nimport org.mockito.Mock;"),
        Arguments.of(
            SourceScan.NO_SLEEP_IN_TESTS, "/app/src/test/java/a/XIT.java", "\nThread.sleep(1);"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badSources")
  void the_rule_catches_its_culprit(SourceScan scan, String path, String text) {
    assertThat(scan.breaches(path, text)).containsExactly(path + ":2");
  }

  @Test
  void every_package_of_the_main_code_says_what_it_is_for() throws IOException {
    try (var paths = Files.walk(repository())) {
      var mute =
          paths
              .filter(path -> path.toString().endsWith(".java"))
              .filter(path -> path.toString().replace('\\', '/').contains("/src/main/java/"))
              .map(Path::getParent)
              .distinct()
              .filter(folder -> !saysWhatItIsFor(folder.resolve("package-info.java")))
              .toList();
      assertThat(mute).isEmpty();
    }
  }

  @Test
  void a_package_without_a_word_is_found() {
    assertThat(saysWhatItIsFor(Path.of("nowhere", "package-info.java"))).isFalse();
  }

  private static boolean saysWhatItIsFor(Path packageInfo) {
    try {
      return Files.exists(packageInfo) && Files.readString(packageInfo).startsWith("/**");
    } catch (IOException fault) {
      throw new java.io.UncheckedIOException(fault);
    }
  }

  private static Path repository() {
    for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no folder above this one holds mvnw");
  }
}
