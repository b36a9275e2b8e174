package dev.daybook.integration.taskmaster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.integration.api.IntegrationEvent.TaskmasterSynced;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskEvent;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.testkit.taskmaster.TaskmasterSample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskmasterTest {
  private final EnginePort port = new EnginePort();
  private final Taskmaster taskmaster = new Taskmaster(port.ids);

  @ParameterizedTest
  @MethodSource("dev.daybook.integration.taskmaster.Fixtures#all")
  void what_was_imported_is_exported_byte_for_byte(String text) {
    imported(text);
    assertThat(exported()).isEqualTo(text);
  }

  @Test
  void a_file_of_any_style_is_exported_as_it_was_imported() {
    for (var seed = 0; seed < 200; seed++) {
      var text = new TaskmasterSample(seed).small();
      var fresh = new TaskmasterTest();
      fresh.imported(text);
      assertThat(fresh.exported()).as("seed %d", seed).isEqualTo(text);
    }
  }

  @Test
  void importing_twice_writes_nothing() {
    var first = imported(Fixtures.everyOddity());
    var before = port.events();
    var second = imported(Fixtures.everyOddity());
    assertThat(port.events()).isEqualTo(before);
    assertThat(second.created()).isZero();
    assertThat(second.references()).isEqualTo(first.references());
  }

  @Test
  void a_tag_is_one_append_and_the_last_event_says_what_was_synced() {
    imported(Fixtures.everyOddity());
    var appends = new ArrayList<AppendId>();
    var all = new ArrayList<Occurrence>();
    port.read(EventQuery.all(), Position.START, all::add);
    all.forEach(each -> appends.add(each.envelope().appendId()));
    // the project, three tags, the end
    assertThat(Set.copyOf(appends)).hasSize(5);
    assertThat(all.getLast().event())
        .isInstanceOfSatisfying(
            TaskmasterSynced.class,
            synced -> {
              assertThat(synced.taskmasterId()).isEqualTo("sample-tasks.json");
              assertThat(synced.syncedTasks()).isEqualTo(13);
            });
    assertThat(all.getLast().envelope().type().name()).isEqualTo("integration.taskmaster_synced");
    assertThat(all.getLast().envelope().stream().toString()).startsWith("integration-");
  }

  @Test
  void a_project_with_one_tag_of_numeric_ids_gets_references_of_those_ids() {
    var report = imported(Fixtures.flat());
    assertThat(report.references())
        .extracting(ImportReport.Reference::ref)
        .containsExactly("SAMPLE-1", "SAMPLE-2", "SAMPLE-2.1", "SAMPLE-2.2", "SAMPLE-3");
    assertThat(report.tasks()).isEqualTo(3);
    assertThat(report.subtasks()).isEqualTo(2);
  }

  @Test
  void several_tags_get_references_in_file_order() {
    var report = imported(Fixtures.everyOddity());
    assertThat(report.references().subList(0, 6))
        .extracting(ImportReport.Reference::ref)
        .containsExactly(
            "SAMPLE-1", "SAMPLE-2", "SAMPLE-3", "SAMPLE-3.1", "SAMPLE-3.2", "SAMPLE-3.3");
    assertThat(report.references())
        .filteredOn(each -> each.tag().equals("feature/login"))
        .extracting(ImportReport.Reference::ref)
        .containsExactly("SAMPLE-7", "SAMPLE-7.1", "SAMPLE-7.2", "SAMPLE-7.3");
  }

  @Test
  void fields_are_mapped_and_oddities_become_warnings() {
    var report = imported(Fixtures.everyOddity());
    var two = task(report, "master", "2");
    assertThat(two.status()).isEqualTo(TaskStatus.DONE);
    assertThat(two.fields().priority()).isEqualTo(Priority.CRITICAL);
    assertThat(two.fields().dependencies())
        .containsExactly(id(report, "master", "1"), id(report, "master", "3.2"));
    var three = task(report, "master", "3").fields();
    assertThat(three.status()).isEqualTo(TaskStatus.IN_PROGRESS);
    assertThat(three.criteria())
        .containsExactly(
            "run it", "2nd line", "star", "third", "Every gate is open", "Nobody is left behind");
    assertThat(three.tags())
        .containsExactlyInAnyOrder("infra", "two words", "checkpoint", "tm:master");
    assertThat(three.assignee()).hasToString("person:ada-lovelace");
    assertThat(three.estimatedEffort()).isEqualTo(3.5);
    assertThat(task(report, "master", "3.1").fields().priority()).isEqualTo(Priority.MEDIUM);
    assertThat(task(report, "master", "3.2").fields().dependencies())
        .containsExactly(id(report, "master", "3.1"));
    assertThat(task(report, "master", "9").status()).isEqualTo(TaskStatus.TODO);
    assertThat(report.warnings())
        .extracting(Notice::toString)
        .contains(
            "master 2: depends on 99, which does not exist",
            "master 2: depends on \"99.1\", which does not exist",
            "master 2: depends on itself",
            "master 9: has the unknown status 'someday', taken as pending",
            "master 7: has the unknown priority 'urgent', taken as medium",
            "master 7: depends on itself in a circle: 7 → 8 → 7",
            "feature/login 1.1: depends on itself in a circle: 1.1 → 1.2 → 1.3 → 1.1");
  }

  @Test
  void two_tags_that_both_have_task_1_are_not_mixed_up() {
    var report = imported(Fixtures.everyOddity());
    assertThat(id(report, "master", "1")).isNotEqualTo(id(report, "feature/login", "1"));
    port.give(rename(id(report, "feature/login", "1"), "Renamed"));
    assertThat(exported())
        .isEqualTo(Fixtures.everyOddity().replace("The same id in another tag", "Renamed"));
  }

  @Test
  void a_broken_file_imports_nothing() {
    var result =
        taskmaster.importFile(
            port,
            "{\"a\": {\"tasks\": [7]".getBytes(StandardCharsets.UTF_8),
            "x-1.json",
            Optional.empty(),
            Progress.SILENT);
    assertThat(result).isInstanceOf(ImportResult.Broken.class);
    assertThat(port.events()).isZero();
  }

  @Test
  void an_import_killed_between_tags_is_completed_by_a_repeat() {
    var killed = new Killed(port, 2);
    try {
      run(killed, Fixtures.everyOddity());
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("killed");
    }
    var report = imported(Fixtures.everyOddity());
    assertThat(report.tags()).extracting(ImportReport.TagReport::created).containsExactly(0, 4, 0);
    assertThat(exported()).isEqualTo(Fixtures.everyOddity());
    var before = port.events();
    imported(Fixtures.everyOddity());
    assertThat(port.events()).isEqualTo(before);
  }

  @Test
  void only_what_changed_in_daybook_differs_in_the_export() {
    var report = imported(Fixtures.flat());
    var two = id(report, "master", "2");
    port.give(
        rename(two, "Second \"new\""),
        new TaskCommand.SetPriority(two, Priority.HIGH),
        new TaskCommand.Start(id(report, "master", "2.2"), null, false, null),
        new TaskCommand.Complete(id(report, "master", "2.2"), null, null, Set.of(), null));
    assertThat(exported())
        .isEqualTo(
            Fixtures.flat()
                .replace("\"Second\"", "\"Second \\\"new\\\"\"")
                .replace("\"priority\": \"medium\"", "\"priority\": \"high\"")
                .replaceFirst(
                    "(?s)\"pending\"(.*?)\"foo\": \"kept\"",
                    "\"done\"$1\"foo\": \"kept\",\n          \"assignee\": \"token:owner\""));
  }

  @Test
  void a_file_that_changed_is_imported_as_the_difference() {
    var report = imported(Fixtures.flat());
    var before = port.events();
    var changed =
        Fixtures.flat()
            .replace("The third one", "The third one, better")
            .replace("\"status\": \"in-progress\"", "\"status\": \"review\"")
            .replace("\"foo\": \"kept\"", "\"foo\": \"new\"");
    var second = imported(changed);
    assertThat(second.changed()).isEqualTo(3);
    assertThat(second.conflicts()).isEmpty();
    assertThat(task(report, "master", "3").fields().description())
        .isEqualTo("The third one, better");
    assertThat(task(report, "master", "2").status()).isEqualTo(TaskStatus.REVIEW);
    // status_synced and synced for task 2, synced for 2.2 and 3, the tag, the file
    assertThat(port.events() - before).isEqualTo(6);
    assertThat(exported()).isEqualTo(changed);
    var after = port.events();
    imported(changed);
    assertThat(port.events()).isEqualTo(after);
    imported(Fixtures.flat());
    assertThat(exported()).isEqualTo(Fixtures.flat());
  }

  @Test
  void a_field_changed_on_both_sides_is_a_conflict_and_stays_as_it_is_here() {
    var report = imported(Fixtures.flat());
    var three = id(report, "master", "3");
    port.give(rename(three, "Ours"));
    var changed =
        Fixtures.flat().replace("\"Third\"", "\"Theirs\"").replace("The third one", "Only theirs");
    var second = imported(changed);
    assertThat(second.conflicts())
        .containsExactly(
            new ImportReport.Conflict("master", "3", "SAMPLE-3", "name", "Ours", "Theirs"));
    assertThat(task(report, "master", "3").fields().name()).isEqualTo("Ours");
    assertThat(task(report, "master", "3").fields().description()).isEqualTo("Only theirs");
    assertThat(exported()).isEqualTo(changed.replace("\"Theirs\"", "\"Ours\""));
    var recorded = new ArrayList<Occurrence>();
    port.read(EventQuery.all().types("task.synced"), Position.START, recorded::add);
    assertThat(((TaskEvent.Synced) recorded.getLast().event()).conflicts()).hasSize(1);
  }

  @Test
  void what_changed_in_daybook_alone_is_kept_by_an_import_of_a_file_that_changed_elsewhere() {
    var report = imported(Fixtures.flat());
    port.give(rename(id(report, "master", "3"), "Ours"));
    imported(Fixtures.flat().replace("The third one", "Theirs"));
    assertThat(task(report, "master", "3").fields().name()).isEqualTo("Ours");
    assertThat(task(report, "master", "3").fields().description()).isEqualTo("Theirs");
  }

  @Test
  void dependencies_are_merged_one_by_one() {
    var report = imported(Fixtures.flat());
    var three = id(report, "master", "3");
    port.give(new TaskCommand.AddDependency(three, id(report, "master", "2.2"), null));
    var changed = Fixtures.flat().replace("        1,\n        2\n", "        2\n");
    assertThat(changed).isNotEqualTo(Fixtures.flat());
    imported(changed);
    assertThat(task(report, "master", "3").fields().dependencies())
        .containsExactlyInAnyOrder(id(report, "master", "2"), id(report, "master", "2.2"));
    assertThat(exported())
        .isEqualTo(
            changed.replace(
                "        2\n      ],\n      \"priority\": \"low\"",
                "        2,\n        \"2.2\"\n      ],\n      \"priority\": \"low\""));
  }

  @Test
  void a_new_task_in_the_file_is_created_and_one_that_vanished_is_kept_and_reported() {
    imported(Fixtures.bare());
    var changed =
        Fixtures.bare()
            .replace(
                "{\"id\":1,\"title\":\"One\"}",
                "{\"id\":5,\"title\":\"Five\",\"dependencies\":[\"HAM-2\"]}");
    var second = imported(changed);
    assertThat(second.created()).isEqualTo(1);
    assertThat(second.warnings())
        .extracting(Notice::toString)
        .anyMatch(text ->
            text.startsWith("master 1: is no longer in the file; it is kept here as SAMPLE-"));
    assertThat(exported()).contains("\"One\"").contains("\"Five\"");
    var before = port.events();
    imported(changed);
    assertThat(port.events()).isEqualTo(before);
  }

  @Test
  void a_task_deleted_in_daybook_disappears_from_the_export_with_its_comma() {
    var report = imported(Fixtures.flat());
    port.give(new TaskCommand.Delete(id(report, "master", "1"), null));
    var text = exported();
    assertThat(Fixtures.file(text).tags().getFirst().tasks())
        .extracting(task -> task.id().json())
        .containsExactly("2", "3");
    assertThat(text)
        .isEqualTo(Fixtures.flat().replaceFirst("(?s)    \\{\\n      \"id\": 1,.*?\\},\\n", ""));
  }

  @Test
  void a_new_task_gets_the_next_free_id_in_the_files_own_style_and_is_known_again() {
    var report = imported(Fixtures.flat());
    var project = report.project();
    port.give(
        TaskCommand.Create.named("Fresh", project, null),
        TaskCommand.Create.named("Fresh part", project, id(report, "master", "2")),
        TaskCommand.Create.named("First part", project, id(report, "master", "3")));
    var text = exported();
    var tag = Fixtures.file(text).tags().getFirst();
    assertThat(tag.tasks())
        .extracting(task -> task.id().json())
        .containsExactly("1", "2", "3", "4");
    assertThat(tag.tasks().get(1).subtasks())
        .extracting(task -> task.id().json())
        .containsExactly("1", "2", "3");
    assertThat(tag.tasks().get(2).subtasks())
        .extracting(task -> task.text("title"))
        .containsExactly("First part");
    assertThat(text).contains("    {\n      \"id\": 4,\n      \"title\": \"Fresh\",\n");
    var again = imported(text);
    assertThat(again.created()).isZero();
    assertThat(again.conflicts()).isEmpty();
    assertThat(exported()).isEqualTo(text);
  }

  @Test
  void a_status_that_only_daybook_knows_comes_back_exactly() {
    var report = imported(Fixtures.flat());
    var three = id(report, "master", "3");
    port.give(new TaskCommand.Queue(three, null));
    var text = exported();
    assertThat(text)
        .contains("\"daybook\": {")
        .contains("\"status\": \"queued\"")
        .contains("\"status\": \"pending\"");
    imported(text);
    assertThat(task(report, "master", "3").status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(exported()).isEqualTo(text);
    var other = new TaskmasterTest();
    var elsewhere = other.imported(text);
    assertThat(other.task(elsewhere, "master", "3").status()).isEqualTo(TaskStatus.QUEUED);
    port.give(new TaskCommand.Dequeue(three, null));
    assertThat(exported()).doesNotContain("queued");
  }

  @Test
  void a_project_that_was_never_imported_is_exported_too() {
    var report = imported("{}");
    port.give(
        TaskCommand.Create.named("One", report.project(), null),
        TaskCommand.Create.named("Two", report.project(), null));
    var file = Fixtures.file(exported());
    assertThat(file.tags()).extracting(FileTag::name).containsExactly("master");
    assertThat(file.tags().getFirst().tasks())
        .extracting(task -> task.id().json())
        .containsExactly("1", "2");
  }

  @Test
  void nine_tags_are_imported_one_by_one_with_progress_and_exported_as_they_were() {
    var text = TaskmasterSample.nineTags(7, 25);
    var seen = new ArrayList<String>();
    var result =
        taskmaster.importFile(
            port,
            text.getBytes(StandardCharsets.UTF_8),
            "nine.json",
            Optional.empty(),
            (tag, done, total) -> seen.add(tag + (done == total)));
    assertThat(result).isInstanceOf(ImportResult.Imported.class);
    assertThat(seen).hasSize(18);
    assertThat(exported().equals(text)).isTrue();
    var before = port.events();
    imported(text, "nine.json");
    assertThat(port.events()).isEqualTo(before);
  }

  @Test
  void the_key_is_the_first_word_of_the_files_name() {
    assertThat(Projects.keyOf("/a/b/home-lab-tasks.json")).isEqualTo("HOME");
    assertThat(Projects.keyOf("tasks.json")).isEqualTo("TASKS");
    assertThat(Projects.keyOf("7-things.json")).isEqualTo("P7");
    assertThat(Projects.keyOf("x.json")).isEqualTo("PX");
    assertThat(Projects.keyOf("extraordinarily long.json")).isEqualTo("EXTRAORDIN");
    assertThat(Projects.keyOf("…")).isEqualTo("TASKS");
  }

  /** Dies before the append of this number. */
  private record Killed(EnginePort port, int[] left) implements ImportPort {
    Killed(EnginePort port, int appends) {
      this(port, new int[] {appends});
    }

    @Override
    public Answer dispatch(AppendId id, List<?> commands) {
      if (left[0]-- == 0) {
        throw new IllegalStateException("killed");
      }
      return port.dispatch(id, commands);
    }

    @Override
    public Position read(EventQuery query, Position after, Consumer<Occurrence> each) {
      return port.read(query, after, each);
    }
  }

  private static TaskCommand.Update rename(TaskId task, String name) {
    return new TaskCommand.Update(
        task,
        Patch.set(name),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep(),
        Patch.keep());
  }

  private ImportReport imported(String text) {
    return imported(text, "sample-tasks.json");
  }

  private ImportReport imported(String text, String name) {
    return switch (taskmaster.importFile(
        port, text.getBytes(StandardCharsets.UTF_8), name, Optional.empty(), Progress.SILENT)) {
      case ImportResult.Imported(var report) -> report;
      case ImportResult.Broken(var faults) -> throw new AssertionError(faults.toString());
      case ImportResult.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  private void run(ImportPort through, String text) {
    taskmaster.importFile(
        through,
        text.getBytes(StandardCharsets.UTF_8),
        "sample-tasks.json",
        Optional.empty(),
        Progress.SILENT);
  }

  private String exported() {
    return switch (taskmaster.exportFile(port, Optional.empty())) {
      case ExportResult.Exported exported -> new String(exported.bytes(), StandardCharsets.UTF_8);
      case ExportResult.Refused(var message) -> throw new AssertionError(message);
    };
  }

  private DaybookTask task(ImportReport report, String tag, String path) {
    var task = new ProjectMirror(port, report.project()).imported(tag).get(path);
    assertThat(task).as(tag + " " + path).isNotNull();
    return task;
  }

  private TaskId id(ImportReport report, String tag, String path) {
    return task(report, tag, path).id();
  }
}
