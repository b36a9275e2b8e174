package dev.daybook.projects.views.tasks;

import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.projects.api.BlockedTask;
import dev.daybook.projects.api.Dependency;
import dev.daybook.projects.api.TaskBrief;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskQuery;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.projects.api.TaskView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What cannot go on, and what it waits for. Each waits for its own; nothing is followed further, so
 * cycles do no harm.
 */
final class BlockedQuery implements QueryHandler<TaskQuery.Blocked, Listing<BlockedTask>> {
  @Override
  public Class<TaskQuery.Blocked> query() {
    return TaskQuery.Blocked.class;
  }

  @Override
  public Class<?> answers() {
    return BlockedTask.class;
  }

  @Override
  public Optional<Listing<BlockedTask>> answer(TaskQuery.Blocked it, Context context) {
    var filter = new Filter().place(it.project(), it.phase(), null).tag(it.tag()).blocked(true);
    var page = Pages.oldestFirst(filter, it.limit(), it.after(), context);
    var known =
        known(
            page.items().stream().flatMap(task -> waitsFor(task).stream()).distinct().toList(),
            context);
    return Optional.of(
        new Listing<>(
            page.items().stream().map(task -> blocked(task, known)).toList(), page.next()));
  }

  private static List<TaskId> waitsFor(TaskView task) {
    var all = new LinkedHashSet<TaskId>(task.blockedBy());
    task.dependencies().stream()
        .filter(on -> on.kind().blocks())
        .map(Dependency::task)
        .forEach(all::add);
    return List.copyOf(all);
  }

  private static BlockedTask blocked(TaskView task, Map<TaskId, TaskBrief> known) {
    var waits = waitsFor(task);
    var gone = waits.stream().filter(id -> !known.containsKey(id)).map(TaskId::text);
    var open =
        waits.stream()
            .flatMap(id -> Stream.ofNullable(known.get(id)))
            .filter(it -> it.status() != TaskStatus.DONE);
    return new BlockedTask(
        task,
        task.blockedReason(),
        open.toList(),
        Stream.concat(task.unresolvedDependencies().stream(), gone).toList());
  }

  private static Map<TaskId, TaskBrief> known(List<TaskId> ids, Context context) {
    var briefs = new ArrayList<TaskBrief>();
    for (var from = 0; from < ids.size(); from += TaskQuery.MOST) {
      var some = ids.subList(from, Math.min(ids.size(), from + TaskQuery.MOST));
      briefs.addAll(
          context
              .tables()
              .query(
                  "select id, ref, name, status from tasks_task where id in ("
                      + TaskRows.marks(some.size())
                      + ")",
                  row ->
                      new TaskBrief(
                          TaskId.parse(row.text("id")),
                          row.text("ref"),
                          row.text("name"),
                          TaskStatus.valueOf(row.text("status").toUpperCase(Locale.ROOT))),
                  some.stream().map(TaskId::text).toArray()));
    }
    return briefs.stream().collect(Collectors.toMap(TaskBrief::id, Function.identity()));
  }
}
