package dev.daybook.projects.views.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.Tables;
import dev.daybook.projects.api.Comment;
import dev.daybook.projects.task.Task;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of {@link TasksView}, many at a time. */
final class TaskRows {
  private static final int AT_A_TIME = 400;
  private static final int LONGEST_LABEL = 500;
  private static final String INSERT =
      """
      insert into tasks_task (id, position, ref, number, project, phase, parent, name, status, priority, type, assignee,
        effort, due, not_before, waits_for, unresolved, created, updated, search, doc)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private TaskRows() {}

  static Map<String, TaskDoc> load(Collection<String> ids, Tables.Reader tables, Json json) {
    var result = new HashMap<String, TaskDoc>();
    for (var some : parts(ids)) {
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

  /** Writes every row once; a deleted task's row goes. */
  static void write(
      List<TaskDoc> docs, Collection<String> touched, Tables.Writer tables, Json json) {
    for (var some : parts(touched)) {
      var marks = marks(some.size());
      tables.execute("delete from tasks_task where id in (" + marks + ")", some.toArray());
      tables.execute("delete from tasks_dependency where task in (" + marks + ")", some.toArray());
      tables.execute("delete from tasks_tag where task in (" + marks + ")", some.toArray());
    }
    var living = docs.stream().filter(doc -> doc.task().lives()).toList();
    insert(INSERT, living.stream().map(doc -> row(doc, json)), tables);
    insert(
        "insert into tasks_dependency (task, depends_on, kind) values (?, ?, ?) on conflict (task,"
            + " depends_on) do nothing",
        living.stream()
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
    insert(
        "insert into tasks_tag (task, tag) values (?, ?)",
        living.stream()
            .flatMap(doc ->
                doc.task().tags().stream()
                    .map(TaskRows::label)
                    .distinct()
                    .map(label -> new @Nullable Object[] {doc.id().text(), label})),
        tables);
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
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(tag.getBytes(UTF_8));
      return "sha-256 " + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("Every Java has SHA-256", impossible);
    }
  }

  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static List<List<String>> parts(Collection<String> ids) {
    var all = new ArrayList<>(ids);
    var parts = new ArrayList<List<String>>();
    for (var from = 0; from < all.size(); from += AT_A_TIME) {
      parts.add(all.subList(from, Math.min(from + AT_A_TIME, all.size())));
    }
    return parts;
  }

  static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }
}
