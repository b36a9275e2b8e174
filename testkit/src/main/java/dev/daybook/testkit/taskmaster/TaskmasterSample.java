package dev.daybook.testkit.taskmaster;

import dev.daybook.testkit.taskmaster.JsonStyle.Raw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes Task Master files that hold the oddities of real ones in about their proportions: ids as
 * numbers and text, every spelling of a dependency, missing and null fields, back references,
 * unknown fields, two vocabularies of metadata. The same seed gives the same file. Dependencies
 * point backward, so there is no cycle.
 */
public final class TaskmasterSample {
  private static final List<String> WORDS =
      List.of(
          "parser",
          "retry",
          "queue",
          "schema",
          "login",
          "über",
          "cache",
          "release",
          "migration",
          "“quoted”",
          "日本語",
          "backup",
          "\"plain\"",
          "metrics",
          "path\\to",
          "emoji 🚀",
          "index",
          "deploy",
          "audit",
          "board");
  private static final List<String> STATUSES =
      List.of(
          "done",
          "done",
          "done",
          "pending",
          "pending",
          "in-progress",
          "deferred",
          "cancelled",
          "review",
          "blocked",
          "completed");

  private final Random random;

  public TaskmasterSample(long seed) {
    this.random = new Random(seed);
  }

  /** 13 MB and 9 tags, as the largest files users report. */
  public static String large(long seed) {
    return nineTags(seed, 240);
  }

  /** Nine tags of so many tasks each, with about five subtasks a task; 240 make 13 MB. */
  public static String nineTags(long seed, int tasks) {
    var sample = new TaskmasterSample(seed);
    return JsonStyle.USUAL.write(sample.tagged(9, tasks, 5, 520), sample.random);
  }

  /** A small file of any shape and any style. */
  public String small() {
    var style = JsonStyle.any(random);
    var value =
        switch (random.nextInt(5)) {
          case 0 -> tasks(random.nextInt(6), 3, 20);
          case 1 -> flat(random.nextInt(6));
          default -> tagged(1 + random.nextInt(4), random.nextInt(6), 3, 20);
        };
    return style.write(value, random);
  }

  /**
   * The tagged shape: every tag has {@code tasks} tasks with up to {@code subtasks} subtasks each.
   */
  public Map<String, Object> tagged(int tags, int tasks, int subtasks, int details) {
    var root = new LinkedHashMap<String, Object>();
    for (var i = 0; i < tags; i++) {
      var tag = new LinkedHashMap<String, Object>();
      tag.put("tasks", tasks(tasks, subtasks, details));
      tag.put("metadata", metadata(i));
      root.put(i == 0 ? "master" : "feature/" + WORDS.get(i) + " " + i, tag);
    }
    return root;
  }

  private Map<String, Object> flat(int tasks) {
    var root = new LinkedHashMap<String, Object>();
    root.put("tasks", tasks(tasks, 2, 20));
    if (random.nextBoolean()) {
      root.put("metadata", metadata(1));
    }
    return root;
  }

  private Map<String, Object> metadata(int tag) {
    var metadata = new LinkedHashMap<String, Object>();
    metadata.put("created", "2025-06-15T21:52:00.000Z");
    if (tag % 3 == 1) {
      metadata.put("version", new Raw("1.0"));
      metadata.put("lastModified", "2025-07-01T14:15:45.970Z");
      metadata.put("taskCount", new Raw("12e0"));
      metadata.put("tags", List.of("a", "b"));
    } else {
      metadata.put("updated", "2025-07-01T14:15:45.970Z");
      metadata.put("description", "Tasks of " + words(2));
    }
    return metadata;
  }

  private List<Object> tasks(int count, int subtasks, int details) {
    var tasks = new ArrayList<Object>();
    var id = 0;
    for (var i = 0; i < count; i++) {
      id += 1 + random.nextInt(10) / 9;
      tasks.add(task(id, subtasks, details));
    }
    return tasks;
  }

  private Map<String, @Nullable Object> task(int id, int subtasks, int details) {
    var task = new LinkedHashMap<String, @Nullable Object>();
    task.put("id", random.nextInt(10) == 0 ? Integer.toString(id) : (Object) id);
    task.put("title", words(4));
    task.put("description", words(12));
    if (random.nextInt(5) != 0) {
      task.put("details", words(details / 8) + "\n\t" + words(details / 8));
    }
    task.put("testStrategy", random.nextInt(8) == 0 ? null : "- " + words(5) + "\n- " + words(4));
    task.put("status", STATUSES.get(random.nextInt(STATUSES.size())));
    task.put("dependencies", id == 1 ? List.of() : dependencies(id));
    task.put("priority", List.of("high", "medium", "low", "critical").get(random.nextInt(4)));
    odd(task);
    if (random.nextInt(12) != 0) {
      var nested = new ArrayList<Object>();
      var count = random.nextInt(subtasks + 1) + (subtasks + 1) / 2;
      for (var sub = 1; sub <= count; sub++) {
        nested.add(subtask(id, sub, details));
      }
      task.put("subtasks", nested);
    }
    return task;
  }

  private List<Object> dependencies(int id) {
    var dependencies = new ArrayList<Object>();
    for (var i = random.nextInt(3); i > 0; i--) {
      var on = 1 + random.nextInt(id - 1);
      dependencies.add(random.nextInt(5) == 0 ? Integer.toString(on) : (Object) on);
    }
    return dependencies;
  }

  private Map<String, @Nullable Object> subtask(int parent, int id, int details) {
    var subtask = new LinkedHashMap<String, @Nullable Object>();
    subtask.put("id", id);
    subtask.put("title", words(3));
    if (random.nextInt(20) != 0) {
      subtask.put("description", words(9));
    }
    if (random.nextInt(20) != 0) {
      subtask.put(
          "dependencies",
          id == 1 ? List.of() : List.of(sibling(parent, 1 + random.nextInt(id - 1))));
    }
    if (random.nextInt(8) != 0) {
      subtask.put("details", "<info>" + words(details / 6) + "</info>");
    }
    subtask.put("status", STATUSES.get(random.nextInt(STATUSES.size())));
    switch (random.nextInt(8)) {
      case 0 -> subtask.put("testStrategy", null);
      case 1 -> subtask.put("parentTaskId", parent);
      case 2 -> subtask.put("parentId", Integer.toString(parent));
      case 3 -> subtask.put("acceptanceCriteria", words(6));
      case 4 -> subtask.put("foo", Map.of("bar", new Raw("1.50E+3")));
      default -> subtask.put("testStrategy", words(7));
    }
    return subtask;
  }

  private Object sibling(int parent, int id) {
    return switch (random.nextInt(6)) {
      case 0 -> parent + "." + id;
      case 1 -> Integer.toString(id);
      default -> id;
    };
  }

  private void odd(Map<String, @Nullable Object> task) {
    switch (random.nextInt(10)) {
      case 0 -> {
        task.put("complexity", 1 + random.nextInt(10));
        task.put("recommendedSubtasks", 4);
        task.put("expansionPrompt", words(8));
      }
      case 1 -> task.put("complexity", "very-complex");
      case 2 -> task.put("previousStatus", "pending");
      case 3 -> {
        task.put("metadata", Map.of("score", new Raw("0.10"), "nested", Map.of("deep", List.of())));
        task.put("tags", List.of("infra", "infra & ops"));
      }
      case 4 -> {
        task.put("type", "checkpoint");
        task.put("acceptanceCriteria", List.of(words(3), words(3)));
      }
      case 5 -> {
        task.put("effort", new Raw("3.50"));
        task.put("assignee", "Ada " + words(1));
        task.put("updatedAt", "2025-08-02T10:00:00.000Z");
      }
      default -> {}
    }
  }

  private String words(int count) {
    var out = new StringBuilder();
    for (var i = 0; i < Math.max(1, count); i++) {
      out.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return out.toString();
  }
}
