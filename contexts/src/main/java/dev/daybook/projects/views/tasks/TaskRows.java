package dev.daybook.projects.views.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.kernel.Sha256;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.Tables;
import dev.daybook.projects.api.Comment;
import dev.daybook.projects.task.Task;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of {@link TasksView}, many at a time. */
final class TaskRows {
  private static final int AT_A_TIME = 400;
  private static final int LONGEST_LABEL = 500;
  private static final int MADE_AT_A_TIME = 128;
  private static final int MADE_AHEAD = 8;

  /** What a task is created with stays, and the indexes over it with it. */
  private static final String PUT =
      """
      insert into tasks_task (id, position, ref, number, project, phase, parent, name, status, priority, type, assignee,
        effort, due, not_before, waits_for, unresolved, created, updated, search, doc)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do update set
        project = excluded.project, phase = excluded.phase, parent = excluded.parent, name = excluded.name,
        status = excluded.status, priority = excluded.priority, type = excluded.type, assignee = excluded.assignee,
        effort = excluded.effort, due = excluded.due, not_before = excluded.not_before,
        waits_for = excluded.waits_for, unresolved = excluded.unresolved, updated = excluded.updated,
        search = excluded.search, doc = excluded.doc
      """;

  private TaskRows() {}

  static Map<String, TaskDoc> load(Collection<String> ids, Tables.Reader tables, Json json) {
    var result = new HashMap<String, TaskDoc>();
    for (var some : parts(List.copyOf(ids), AT_A_TIME)) {
      tables
          .query(
              "select doc from tasks_task where id in (" + marks(some.size()) + ")",
              row -> doc(row.text("doc"), json),
              some.toArray())
          .forEach(doc -> result.put(doc.id().text(), doc));
    }
    return result;
  }

  static TaskDoc doc(String text, Json json) {
    return json.read(JsonBytes.of(text), TaskDoc.class);
  }

  /** Writes what differs, every row once; a deleted task's rows go. */
  static void write(
      Map<String, TaskDoc> before, Collection<TaskDoc> after, Tables.Writer tables, Json json) {
    delete("tasks_task", "id", after.stream().filter(doc -> !doc.task().lives()), tables);
    put(after.stream().filter(doc -> doc.task().lives()).toList(), tables, json);
    var dependent = differing(before, after, Task::dependencies);
    delete("tasks_dependency", "task", dependent.stream(), tables);
    insert(
        "insert into tasks_dependency (task, depends_on, kind) values (?, ?, ?) on conflict (task,"
            + " depends_on) do nothing",
        dependent.stream()
            .filter(doc -> doc.task().lives())
            .flatMap(doc ->
                doc.task().dependencies().stream()
                    .sorted((a, b) -> a.kind().compareTo(b.kind()))
                    .map(on ->
                        new @Nullable Object[] {
                          doc.id().text(),
                          on.task().text(),
                          on.kind().name().toLowerCase(Locale.ROOT)
                        })),
        tables);
    var labelled = differing(before, after, Task::tags);
    delete("tasks_tag", "task", labelled.stream(), tables);
    insert(
        "insert into tasks_tag (task, tag) values (?, ?)",
        labelled.stream()
            .filter(doc -> doc.task().lives())
            .flatMap(doc ->
                doc.task().tags().stream()
                    .map(TaskRows::label)
                    .distinct()
                    .map(label -> new @Nullable Object[] {doc.id().text(), label})),
        tables);
  }

  /** Where they are many, the next rows are made on other processors while some are written. */
  private static void put(List<TaskDoc> docs, Tables.Writer tables, Json json) {
    var parts = parts(docs, MADE_AT_A_TIME).stream();
    var made =
        docs.size() <= MADE_AT_A_TIME
            ? parts.map(some -> Made.of(some, json))
            : parts.gather(Gatherers.mapConcurrent(MADE_AHEAD, some -> Made.of(some, json)));
    made.forEach(some -> tables.executeAll(PUT, some.rows()));
  }

  private record Made(List<@Nullable Object[]> rows) {
    static Made of(List<TaskDoc> docs, Json json) {
      var rows = new ArrayList<@Nullable Object[]>(docs.size());
      docs.forEach(doc -> rows.add(row(doc, json)));
      return new Made(rows);
    }
  }

  /** The tasks that are new or gone, or whose list differs. */
  private static List<TaskDoc> differing(
      Map<String, TaskDoc> before, Collection<TaskDoc> after, Function<Task, List<?>> list) {
    return after.stream()
        .filter(doc -> {
          var known = before.get(doc.id().text());
          return known == null
              || !doc.task().lives()
              || !list.apply(known.task()).equals(list.apply(doc.task()));
        })
        .toList();
  }

  private static void delete(
      String table, String column, Stream<TaskDoc> docs, Tables.Writer tables) {
    for (var some : parts(docs.map(doc -> doc.id().text()).toList(), AT_A_TIME)) {
      tables.execute(
          "delete from " + table + " where " + column + " in (" + marks(some.size()) + ")",
          some.toArray());
    }
  }

  private static void insert(String sql, Stream<@Nullable Object[]> rows, Tables.Writer tables) {
    var all = rows.toList();
    if (!all.isEmpty()) {
      tables.executeAll(sql, all);
    }
  }

  private static @Nullable Object[] row(TaskDoc doc, Json json) {
    var task = doc.task();
    return new @Nullable Object[] {
      doc.id().text(),
      doc.position(),
      task.ref(),
      task.number(),
      text(task.project()),
      text(task.phase()),
      text(task.parent()),
      task.name(),
      task.status().text(),
      task.priority().ordinal(),
      task.type(),
      text(task.assignee()),
      effort(task.estimatedEffort()),
      text(task.dueDate()),
      task.notBefore() == null ? null : micros(task.notBefore()),
      waitsFor(task),
      task.unresolvedDependencies().size(),
      micros(doc.createdAt()),
      micros(doc.updatedAt()),
      search(task),
      json.write(doc).toString()
    };
  }

  /** How many dependencies it has that block, done or not. */
  static int waitsFor(Task task) {
    return task.blockers().size() + task.unresolvedDependencies().size();
  }

  private static String search(Task task) {
    return Stream.concat(
            Stream.of(
                task.ref(), task.name(), task.description() == null ? "" : task.description()),
            task.comments().stream().map(Comment::text))
        .collect(Collectors.joining(" \n"))
        .toLowerCase(Locale.ROOT);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** In millionths, which every database adds up alike. */
  private static @Nullable Long effort(@Nullable Double estimated) {
    return estimated == null ? null : Math.round(estimated * 1_000_000);
  }

  /** A label as its column holds it; one that is too long for an index goes by its digest. */
  static String label(String tag) {
    if (tag.length() <= LONGEST_LABEL) {
      return tag;
    }
    return "sha-256 " + HexFormat.of().formatHex(Sha256.of(tag.getBytes(UTF_8)));
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static <T> List<List<T>> parts(List<T> all, int size) {
    var parts = new ArrayList<List<T>>();
    for (var from = 0; from < all.size(); from += size) {
      parts.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return parts;
  }

  static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }
}
