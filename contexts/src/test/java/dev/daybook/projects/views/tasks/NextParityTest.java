package dev.daybook.projects.views.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.External;
import dev.daybook.projects.api.NextTask;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskImport;
import dev.daybook.projects.api.TaskQuery;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.testkit.Generator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What comes next is what Task Master's documented order says, on 1,000 generated lists, cycles
 * among them.
 */
class NextParityTest {
  private static final int LISTS = 1_000;

  /** A task as the documented rules see it; {@code parent} 0 is none. */
  private record Item(
      TaskId id, int parent, int number, String status, String priority, List<TaskId> needs) {}

  @Test
  void next_is_what_a_plain_reading_of_the_rules_says() {
    try (var workshop = new Workshop()) {
      for (var seed = 1L; seed <= LISTS; seed++) {
        var project = new ProjectId(new UUID(70, seed));
        var items = generated(new Generator(seed), seed);
        workshop.done(items.stream().map(it -> imported(it, items, project)).toArray());
        var expected = plainly(items);
        var answer = workshop.ask(NextTask.class, new TaskQuery.Next(project, null, null, false));
        assertThat(answer.task() == null ? null : answer.task().id())
            .as("seed %s, %s", seed, items)
            .isEqualTo(expected == null ? null : expected.id());
        assertThat(answer.reason()).isNotBlank();
      }
    }
  }

  private static List<Item> generated(Generator random, long seed) {
    var ids = new ArrayList<Item>();
    var tops = random.between(1, 6);
    for (var top = 1; top <= tops; top++) {
      ids.add(item(random, seed, 0, top));
      for (var sub = 1; sub <= random.between(0, 3); sub++) {
        ids.add(item(random, seed, top, sub));
      }
    }
    var all = ids.stream().map(Item::id).toList();
    var wired = new ArrayList<Item>();
    for (var it : ids) {
      var needs =
          random.percent(50) ? List.<TaskId>of() : random.someOf(all).stream().limit(3).toList();
      wired.add(new Item(it.id(), it.parent(), it.number(), it.status(), it.priority(), needs));
    }
    return wired;
  }

  private static Item item(Generator random, long seed, int parent, int number) {
    return new Item(
        new TaskId(new UUID(seed, parent * 100L + number)),
        parent,
        number,
        random.oneOf(
            "pending", "pending", "in-progress", "done", "done", "deferred", "cancelled", "review"),
        random.oneOf("low", "medium", "high", "critical"),
        List.of());
  }

  private static TaskImport imported(Item it, List<Item> all, ProjectId project) {
    var parent =
        all.stream().filter(top -> top.parent() == 0 && top.number() == it.parent()).findFirst();
    var path = it.parent() == 0 ? "" + it.number() : it.parent() + "." + it.number();
    return new TaskImport.Create(
        it.id(),
        "P" + project.value().getLeastSignificantBits() + "-" + path,
        it.number(),
        "Task " + path,
        null,
        null,
        Priority.valueOf(it.priority().toUpperCase(java.util.Locale.ROOT)),
        status(it.status()),
        project,
        null,
        parent.map(Item::id).orElse(null),
        List.of(),
        null,
        null,
        null,
        it.needs().stream().map(Dependency::on).toList(),
        List.of(),
        null,
        null,
        null,
        List.of(),
        new External("taskmaster", "master", path, path, null),
        Map.of());
  }

  private static TaskStatus status(String word) {
    return switch (word) {
      case "pending" -> TaskStatus.TODO;
      case "in-progress" -> TaskStatus.IN_PROGRESS;
      default -> TaskStatus.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    };
  }

  /** The rules as they are written down, step by step, with nothing of the product in it. */
  private static Item plainly(List<Item> items) {
    var completed = items.stream().filter(it -> it.status().equals("done")).map(Item::id).toList();
    var weight = new HashMap<>(Map.of("critical", 4, "high", 3, "medium", 2, "low", 1));
    var order =
        Comparator.comparing((Item it) -> -weight.get(it.priority()))
            .thenComparing(it -> it.needs().size())
            .thenComparing(Item::parent)
            .thenComparing(Item::number);
    var started =
        items.stream()
            .filter(it -> it.parent() == 0 && it.status().equals("in-progress"))
            .map(Item::number)
            .toList();
    var able =
        items.stream()
            .filter(it -> it.status().equals("pending") || it.status().equals("in-progress"))
            .filter(it -> completed.containsAll(it.needs()))
            .toList();
    return able.stream()
        .filter(it -> started.contains(it.parent()))
        .min(order)
        .or(() -> able.stream().filter(it -> it.parent() == 0).min(order))
        .orElse(null);
  }
}
