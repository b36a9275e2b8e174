package dev.daybook.integration.taskmaster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.integration.api.Shape;
import dev.daybook.testkit.taskmaster.TaskmasterSample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskmasterFileTest {
  @ParameterizedTest
  @MethodSource("dev.daybook.integration.taskmaster.Fixtures#all")
  void a_file_is_given_back_byte_for_byte(String text) {
    assertThat(Fixtures.file(text).source()).isEqualTo(text);
  }

  @Test
  void a_file_of_any_style_is_given_back_byte_for_byte() {
    for (var seed = 0; seed < 1_000; seed++) {
      var text = new TaskmasterSample(seed).small();
      assertThat(Fixtures.file(text).source()).as("seed %d", seed).isEqualTo(text);
    }
  }

  @Test
  void a_file_of_13_megabytes_and_9_tags_is_given_back_byte_for_byte() {
    var text = TaskmasterSample.large(7);
    var file = Fixtures.file(text);
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(13_000_000);
    assertThat(file.tags()).hasSize(9);
    assertThat(file.source().equals(text)).isTrue();
  }

  @Test
  void the_shape_is_remembered() {
    assertThat(Fixtures.file(Fixtures.everyOddity()).shape()).isEqualTo(Shape.TAGGED);
    assertThat(Fixtures.file(Fixtures.flat()).shape()).isEqualTo(Shape.FLAT);
    assertThat(Fixtures.file(Fixtures.bare()).shape()).isEqualTo(Shape.BARE);
  }

  @Test
  void tags_tasks_and_subtasks_stand_in_file_order_with_their_ids_as_written() {
    var file = Fixtures.file(Fixtures.everyOddity());
    assertThat(file.tags())
        .extracting(FileTag::name)
        .containsExactly("master", "feature/login", "empty");
    assertThat(file.tags().getFirst().tasks())
        .extracting(task -> task.id().json())
        .containsExactly("1", "\"2\"", "3", "7", "8", "9");
    assertThat(file.tags().getFirst().tasks().get(2).subtasks())
        .extracting(task -> task.id().json())
        .containsExactly("1", "2", "5");
  }

  @Test
  void a_template_alone_reads_like_the_task_it_came_from() {
    var task = Fixtures.file(Fixtures.everyOddity()).tags().getFirst().tasks().get(2);
    var again = FileTask.of(task.template());
    assertThat(again.text("title")).isEqualTo("Field order of its own");
    assertThat(again.texts("acceptanceCriteria"))
        .containsExactly("Every gate is open", "Nobody is left behind");
    assertThat(Template.slots(again.template())).containsExactly("1", "2", "5");
  }

  @Test
  void an_unknown_key_beside_the_tags_is_a_warning_with_its_place() {
    var warning =
        Fixtures.file("{\"a\": {\"tasks\": []},\n  \"version\": 3}").warnings().getFirst();
    assertThat(warning.line()).isEqualTo(2);
    assertThat(warning.column()).isEqualTo(3);
    assertThat(warning.path()).isEqualTo("/version");
  }

  @Test
  void half_a_document_is_one_fault_with_line_and_column() {
    var text = Fixtures.flat();
    var faults = Fixtures.faults(text.substring(0, text.length() / 2));
    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().line()).isGreaterThan(20);
    assertThat(faults.getFirst().message())
        .isEqualTo(
            "This is not JSON: it ends before everything is closed. Mend the file and try again.");
  }

  @Test
  void what_is_not_json_is_said_in_plain_words() {
    assertThat(Fixtures.faults("{\"a\":\n 1]").getFirst().message())
        .isEqualTo("This is not JSON: ']' is not expected there. Mend the file and try again.");
    assertThat(Fixtures.faults("{\"a\": tru}").getFirst().message())
        .startsWith("This is not JSON: ")
        .doesNotContain("token", "Source", "Stream");
  }

  @Test
  void faults_of_shape_are_collected_all_at_once() {
    var faults =
        Fixtures.faults(
            """
            {"master": {"tasks": [
              {"id": 1, "title": "Fine"},
              {"id": "1", "title": 3, "status": 4},
              {"title": "No id", "dependencies": {}},
              {"id": 1.5, "title": "x", "dependencies": [[]]},
              7,
              {"id": 6, "subtasks": [{"id": 1, "title": "x"}, {"id": 1}], "id": 8}
            ]}, "other": {"tasks": 3}}
            """);
    assertThat(faults)
        .extracting(FileFault::path)
        .containsExactlyInAnyOrder(
            "/master/tasks/1/id",
            "/master/tasks/1/title",
            "/master/tasks/1/status",
            "/master/tasks/2",
            "/master/tasks/2/dependencies",
            "/master/tasks/3/id",
            "/master/tasks/3/dependencies/0",
            "/master/tasks/4",
            "/master/tasks/5/id",
            "/master/tasks/5",
            "/master/tasks/5/subtasks/1/id",
            "/master/tasks/5/subtasks/1",
            "/other/tasks");
    assertThat(faults).allSatisfy(fault -> assertThat(fault.line()).isBetween(1, 8));
    assertThat(faults.getFirst().line()).isEqualTo(3);
    assertThat(faults.getFirst().column()).isEqualTo(10);
  }

  @Test
  void what_is_no_document_is_refused_with_its_place() {
    for (var broken :
        List.of(
            "",
            " ",
            "nul",
            "\"x",
            "{\"a\":tru}",
            "[1,]",
            "{\"a\":1} x",
            "3",
            "{\"a\":1}",
            "[1] [2]")) {
      assertThat(Fixtures.faults(broken)).as(broken).isNotEmpty();
    }
    assertThat(Fixtures.faults("[".repeat(100)).getFirst().message()).contains("depth");
    assertThat(Fixtures.faults("[\n\"a\0\"]").getFirst())
        .extracting(FileFault::line, FileFault::column)
        .containsExactly(2, 3);
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused_with_their_place() {
    var bytes = new byte[] {'[', '\n', '"', 'a', (byte) 0xC3, '"', ']'};
    var broken = (TaskmasterFile.Reading.Broken) TaskmasterFile.parse(bytes, "x.json");
    assertThat(broken.faults().getFirst().line()).isEqualTo(2);
    assertThat(broken.faults().getFirst().column()).isEqualTo(3);
  }

  @Test
  void text_that_daybook_cannot_hold_is_replaced_in_values_and_kept_in_the_source() {
    var text = "[{\"id\":1,\"title\":\"a\\ud800b\\u0000c \\ud83d\\ude80\"}]";
    var file = Fixtures.file(text);
    assertThat(Objects.requireNonNull(file.tags().getFirst().tasks().getFirst().text("title")))
        .isEqualTo("a\uFFFDb\uFFFDc 🚀");
    assertThat(file.source()).isEqualTo(text);
  }
}
