package dev.daybook.faults.check;

import dev.daybook.faults.history.Entry;
import dev.daybook.faults.history.Entry.Called;
import dev.daybook.faults.history.Entry.Crashed;
import dev.daybook.faults.history.Entry.Returned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pairs calls with their answers and notes what could be known when each was made and answered. */
final class Submissions {
  private record Client(@Nullable String node, @Nullable String name, String append) {}

  private static final class Pending {
    final Called call;
    final long known;
    @Nullable Returned returned;
    int answeredAt = Integer.MAX_VALUE;

    Pending(Called call, long known) {
      this.call = call;
      this.known = known;
    }
  }

  private Submissions() {}

  /** By append id, each in the order of time. */
  static Map<String, List<Submission>> of(List<Entry> entries, FinalLog log) {
    var all = new ArrayList<Pending>();
    var open = new HashMap<Client, Pending>();
    var lowestFrom = lowestFirstOfCallsFrom(entries, log);
    var known = 0L;
    for (var at = 0; at < entries.size(); at++) {
      switch (entries.get(at)) {
        case Called call -> {
          var pending = new Pending(call, known);
          all.add(pending);
          open.put(new Client(call.node(), call.client(), call.append()), pending);
        }
        case Returned answer -> {
          var pending = open.remove(new Client(answer.node(), answer.client(), answer.append()));
          if (pending != null) {
            pending.returned = answer;
            pending.answeredAt = at;
          }
          if (answer.outcome().isAcknowledged() && answer.last() != null) {
            known = Math.max(known, answer.last());
          }
        }
        case Crashed crash ->
            open.keySet().removeIf(client -> Objects.equals(client.node(), crash.node()));
        default -> {}
      }
    }
    var byAppend = new LinkedHashMap<String, List<Submission>>();
    for (var pending : all) {
      var later =
          pending.answeredAt == Integer.MAX_VALUE ? log.head() + 1 : lowestFrom[pending.answeredAt];
      byAppend
          .computeIfAbsent(pending.call.append(), _ -> new ArrayList<>())
          .add(new Submission(pending.call, pending.known, pending.returned, later));
    }
    return byAppend;
  }

  /** At each entry: the lowest first position among appends that are first called from there on. */
  private static long[] lowestFirstOfCallsFrom(List<Entry> entries, FinalLog log) {
    var firstCalls = new HashSet<Called>();
    var met = new HashSet<String>();
    for (var entry : entries) {
      if (entry instanceof Called call && met.add(call.append())) {
        firstCalls.add(call);
      }
    }
    var lowest = new long[entries.size() + 1];
    lowest[entries.size()] = log.head() + 1;
    for (var at = entries.size() - 1; at >= 0; at--) {
      lowest[at] = lowest[at + 1];
      if (entries.get(at) instanceof Called call && firstCalls.contains(call)) {
        var written = log.written(call.append());
        if (!written.isEmpty()) {
          lowest[at] = Math.min(lowest[at], written.getFirst().position());
        }
      }
    }
    return lowest;
  }
}
