package dev.daybook.projects.views.tasks;

import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.Tables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The documents that were written last, kept in memory, which spares reading their rows. One counts
 * only if the event at hand is the next of its stream: not after a batch that was taken back, nor
 * when the view begins again.
 */
final class RecentDocs {
  private static final int KEPT = 2_000;

  private final Map<String, TaskDoc> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TaskDoc> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * The documents before a batch, from memory or from their rows.
   *
   * @param touched by task: the version of its first event in the batch
   */
  Map<String, TaskDoc> before(Map<String, Version> touched, Tables.Reader tables, Json json) {
    var before = new HashMap<String, TaskDoc>();
    var unknown = new ArrayList<String>();
    touched.forEach((task, first) -> {
      var known = recent.get(task);
      if (known != null && first.equals(new Version(known.task().version()).plus(1))) {
        before.put(task, known);
      } else {
        unknown.add(task);
      }
    });
    before.putAll(TaskRows.load(unknown, tables, json));
    return before;
  }

  /** Keeps the documents after a batch; deleted tasks are forgotten. */
  void keep(Collection<TaskDoc> after) {
    for (var doc : after) {
      if (doc.task().lives()) {
        recent.put(doc.id().text(), doc);
      } else {
        recent.remove(doc.id().text());
      }
    }
  }
}
