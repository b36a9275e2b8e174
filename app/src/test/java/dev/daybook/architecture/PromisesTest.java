package dev.daybook.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of promises names tests that exist, and every clause of the contract stands on it. */
class PromisesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final Pattern CLAUSE = Pattern.compile("\\*\\*(P\\d)\\*\\*");

  @Test
  void every_test_on_the_page_of_promises_exists() throws IOException {
    var tests = tests();
    var missing = new TreeSet<String>();
    var named = NAMED.matcher(page()).results().toList();
    for (var test : named) {
      if (!tests.getOrDefault(test.group(1), "").contains("void " + test.group(2) + "(")) {
        missing.add(test.group(1) + "#" + test.group(2));
      }
    }
    assertThat(named).hasSizeGreaterThan(40);
    assertThat(missing).isEmpty();
  }

  @Test
  void every_clause_of_the_position_contract_stands_on_it() throws IOException {
    var clauses = new TreeSet<String>();
    CLAUSE.matcher(page()).results().forEach(clause -> clauses.add(clause.group(1)));
    assertThat(clauses).containsExactly("P1", "P2", "P3", "P4", "P5", "P6");
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/promises.md"));
  }

  /** The text of every class that may hold tests, by its name; of one name, all together. */
  private static Map<String, String> tests() throws IOException {
    var tests = new TreeMap<String, String>();
    try (var files = Files.walk(ROOT)) {
      for (var file :
          files
              .filter(path -> path.toString().endsWith(".java"))
              .filter(path ->
                  path.toString().contains("/src/test/") || path.toString().contains("/testkit/"))
              .toList()) {
        var name = file.getFileName().toString().replace(".java", "");
        tests.merge(name, Files.readString(file), String::concat);
      }
    }
    return tests;
  }
}
