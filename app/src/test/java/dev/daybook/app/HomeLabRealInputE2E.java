package dev.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that real people made, through the whole program: {@code ./mvnw verify -Preal-input}. */
class HomeLabRealInputE2E {
  @TempDir Path folder;

  @Test
  void the_plan_of_a_home_lab_comes_in_is_listed_goes_out_unchanged_and_comes_in_again_as_nothing()
      throws IOException {
    var plan =
        Path.of(System.getProperty("daybook.shared"), "data", "task-master", "home-lab-tasks.json");
    assertThat(plan).as("say where it is with -Ddaybook.shared=FOLDER").exists();
    var data = folder.resolve("data");
    try (var server = ProgramInTest.serving(data);
        var owner = server.owner()) {
      var first =
          ProgramInTest.run(data, "import", "taskmaster", plan.toString(), "--json").well().json();
      assertThat(first.path("key").asString()).isEqualTo("HOME");
      assertThat(first.path("created").asInt()).isEqualTo(84);

      var items = ProgramInTest.run(data, "task", "list", "--json").well().json().path("items");
      assertThat(items.values().stream().filter(task -> !task.hasNonNull("parent"))).hasSize(38);
      assertThat(items.values().stream().filter(task -> task.hasNonNull("parent"))).hasSize(46);

      var exported = folder.resolve("exported.json");
      Line.on(data).run("export", "taskmaster", exported.toString()).well();
      assertThat(Files.mismatch(plan, exported)).as("first byte that differs").isEqualTo(-1);

      var head = owner.all("/api/events").size();
      var second = Line.on(data).json("import", "taskmaster", plan.toString());
      assertThat(second.path("created").asInt() + second.path("changed").asInt()).isZero();
      assertThat(owner.all("/api/events")).hasSize(head);
      assertThat(Line.on(data).json("verify").path("clean").asBoolean()).isTrue();
    }
  }
}
