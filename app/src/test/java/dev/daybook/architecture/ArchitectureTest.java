package dev.daybook.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house hold, and every one of them is seen to fail on a fixture. */
class ArchitectureTest {
  private static final String ROOT = "dev.daybook";
  private static final String BAD = "dev.daybook.architecture.bad";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/daybook/testkit/"))
          .importPackages(ROOT);

  private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(BAD);

  static List<Rules.Rule> rules() {
    return new Rules(ROOT).all();
  }

  static List<Rules.Rule> rulesOnFixtures() {
    return new Rules(BAD).all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void the_tree_keeps_the_rule(Rules.Rule rule) {
    rule.rule().allowEmptyShould(true).check(MAIN);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rulesOnFixtures")
  void the_rule_catches_its_culprit(Rules.Rule rule) {
    var result = rule.rule().evaluate(FIXTURES);
    assertThat(result.hasViolation()).as(rule.name()).isTrue();
    assertThat(result.getFailureReport().toString()).contains(rule.culprit());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("modules")
  void every_module_was_looked_at(String module) {
    assertThat(MAIN.containPackage(ROOT + "." + module)).isTrue();
  }

  static List<String> modules() {
    return List.of(
        "kernel",
        "runtime",
        "projects",
        "integration",
        "doors",
        "store.sqlite",
        "store.rocksdb",
        "store.postgres",
        "bench",
        "app");
  }
}
