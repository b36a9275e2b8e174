package dev.daybook.integration.taskmaster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the circles of a graph of dependencies: one for every dependency that closes one. */
final class Cycles {
  private Cycles() {}

  private record Visit<T>(T node, Iterator<T> rest) {}

  /**
   * Every circle as its nodes in order, the first not repeated. Walks without recursion: a chain
   * may be long.
   */
  static <T> List<List<T>> of(Map<T, ? extends Set<T>> graph) {
    var cycles = new ArrayList<List<T>>();
    var done = new HashSet<T>();
    for (var start : graph.keySet()) {
      if (!done.contains(start)) {
        walk(start, graph, done, cycles);
      }
    }
    return cycles;
  }

  private static <T> void walk(
      T start, Map<T, ? extends Set<T>> graph, Set<T> done, List<List<T>> cycles) {
    var path = new ArrayList<T>();
    var places = new HashMap<T, Integer>();
    var visits = new ArrayDeque<Visit<T>>();
    visits.push(enter(start, graph, path, places));
    while (!visits.isEmpty()) {
      var visit = visits.peek();
      if (!visit.rest().hasNext()) {
        visits.pop();
        path.removeLast();
        places.remove(visit.node());
        done.add(visit.node());
        continue;
      }
      var next = visit.rest().next();
      var place = places.get(next);
      if (place != null) {
        cycles.add(List.copyOf(path.subList(place, path.size())));
      } else if (!done.contains(next)) {
        visits.push(enter(next, graph, path, places));
      }
    }
  }

  private static <T> Visit<T> enter(
      T node, Map<T, ? extends Set<T>> graph, List<T> path, Map<T, Integer> places) {
    places.put(node, path.size());
    path.add(node);
    var next = graph.get(node);
    return new Visit<>(
        node, next == null ? java.util.Collections.<T>emptyIterator() : next.iterator());
  }
}
