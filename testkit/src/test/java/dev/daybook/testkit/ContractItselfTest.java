package dev.daybook.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.daybook.testkit.contract.EventLogContract;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Who watches the contract: a hollow log fails all of it, and nothing in it can skip. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
final class ContractItselfTest {
  private static final List<String> WAYS_TO_SKIP =
      List.of(
          "org/junit/jupiter/api/Disabled",
          "org/junit/jupiter/api/condition/",
          "org/junit/jupiter/api/Assumptions",
          "org/assertj/core/api/Assumptions",
          "org/opentest4j/TestAbortedException",
          "ExecutionCondition");

  private record Outcome(String test, TestExecutionResult result) {}

  @Test
  void a_hollow_log_fails_every_test_and_is_named_in_every_failure() {
    var outcomes = run(HollowSuite.class);
    assertThat(outcomes).as("tests run").hasSize((int) testsOfTheContract());
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.result().getStatus() != TestExecutionResult.Status.FAILED)
        .as("tests that a hollow log does not fail")
        .isEmpty();
    assertThat(outcomes)
        .as("failures name the store")
        .allSatisfy(outcome ->
            assertThat(outcome.result().getThrowable().orElseThrow())
                .as(outcome.test())
                .hasMessageContaining("In the store 'hollow'"));
  }

  @Test
  void every_group_of_clauses_stands_in_the_aggregate() throws IOException {
    try (var files = Files.list(compiled())) {
      var groups =
          files
              .map(file -> file.getFileName().toString().replace(".class", ""))
              .filter(name -> name.endsWith("Contract") && !name.contains("$"))
              .filter(name -> !name.equals("EventLogContract") && !name.equals("StoreContract"))
              .toList();
      assertThat(groups).hasSize(17);
      assertThat(
              Arrays.stream(EventLogContract.class.getDeclaredClasses())
                  .map(group -> group.getSuperclass().getSimpleName()))
          .containsExactlyInAnyOrderElementsOf(groups);
    }
  }

  @Test
  void nothing_in_the_compiled_contract_can_skip() throws IOException {
    try (var files = Files.walk(compiled())) {
      var classes = files.filter(file -> file.toString().endsWith(".class")).toList();
      assertThat(classes).hasSizeGreaterThan(30);
      for (var file : classes) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain(WAYS_TO_SKIP);
      }
    }
  }

  private static long testsOfTheContract() {
    return Arrays.stream(EventLogContract.class.getDeclaredClasses())
        .filter(group -> group.isAnnotationPresent(Nested.class))
        .flatMap(group -> Stream.of(group.getSuperclass().getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class))
        .count();
  }

  private static Path compiled() {
    var name = EventLogContract.class.getSimpleName() + ".class";
    try {
      var resource = EventLogContract.class.getResource(name);
      return Path.of(Objects.requireNonNull(resource).toURI()).getParent();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<Outcome> run(Class<?> suite) {
    List<Outcome> outcomes = new ArrayList<>();
    var listener =
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
              outcomes.add(new Outcome(test.getUniqueId(), result));
            }
          }

          @Override
          public void executionSkipped(TestIdentifier test, String reason) {
            outcomes.add(
                new Outcome(
                    test.getUniqueId(),
                    TestExecutionResult.aborted(new IllegalStateException(reason))));
          }
        };
    var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(suite)).build();
    LauncherFactory.create().execute(request, listener);
    return outcomes;
  }
}
