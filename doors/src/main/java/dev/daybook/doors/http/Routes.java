package dev.daybook.doors.http;

import dev.daybook.runtime.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All routes of the door, derived once from the catalogue, and the search for the one a request
 * means. A fixed segment goes before a parameter, so a reserved word ({@code next}, {@code search})
 * is never read as an id.
 */
public final class Routes {
  private final List<Route> all;
  private final Node root = new Node();

  private static final class Node {
    private final Map<String, Node> fixed = new TreeMap<>();
    private final Map<String, Route> methods = new TreeMap<>();
    private Optional<Node> parameter = Optional.empty();
  }

  /**
   * What was found at an address: its routes by method, and the texts of its parameters in order.
   */
  record Found(Map<String, Route> methods, List<String> values) {
    /** The parameters of the path by name. */
    Map<String, String> path(Route route) {
      var path = new LinkedHashMap<String, String>();
      var next = values.iterator();
      for (var segment : route.segments()) {
        if (Paths.isParameter(segment)) {
          path.put(Paths.parameter(segment), next.next());
        }
      }
      return path;
    }
  }

  private Routes(List<Route> all) {
    this.all = List.copyOf(all);
    all.forEach(this::plant);
  }

  /** The routes of a catalogue and what the door itself offers. */
  public static Routes of(Catalogue catalogue, List<Route> fixed) {
    var routes = new ArrayList<Route>();
    var commands = new ArrayList<>(catalogue.commands());
    commands.sort(Comparator.comparing(command -> !Paths.canonical(command)));
    var taken = new java.util.HashSet<String>();
    for (var command : commands) {
      var method = Paths.method(command);
      var template = Paths.of(command, false);
      if (!taken.add(shape(method, template))) {
        template = Paths.of(command, true);
      }
      routes.add(new Route(method, template, new Route.Target.Command(command)));
    }
    for (var query : catalogue.queries()) {
      routes.add(new Route("GET", Paths.of(query), new Route.Target.Query(query)));
    }
    routes.addAll(fixed);
    return new Routes(routes);
  }

  /** In the order of the addresses. */
  public List<Route> all() {
    return all.stream()
        .sorted(Comparator.comparing(Route::template).thenComparing(Route::method))
        .toList();
  }

  /** The address of a command or query of this name. */
  public Optional<Route> named(String name) {
    return all.stream().filter(route -> route.name().equals(name)).findFirst();
  }

  Optional<Found> find(List<String> segments) {
    return find(root, segments, 0, new ArrayList<>());
  }

  private static Optional<Found> find(
      Node node, List<String> segments, int at, List<String> values) {
    if (at == segments.size()) {
      return node.methods.isEmpty()
          ? Optional.empty()
          : Optional.of(new Found(node.methods, List.copyOf(values)));
    }
    var segment = segments.get(at);
    var fixed = node.fixed.get(segment);
    if (fixed != null) {
      return find(fixed, segments, at + 1, values);
    }
    if (node.parameter.isEmpty() || segment.isEmpty()) {
      return Optional.empty();
    }
    values.add(segment);
    return find(node.parameter.get(), segments, at + 1, values);
  }

  private void plant(Route route) {
    var node = root;
    for (var segment : route.segments()) {
      if (Paths.isParameter(segment)) {
        if (node.parameter.isEmpty()) {
          node.parameter = Optional.of(new Node());
        }
        node = node.parameter.get();
      } else {
        node = node.fixed.computeIfAbsent(segment, _ -> new Node());
      }
    }
    var other = node.methods.putIfAbsent(route.method(), route);
    if (other != null) {
      throw new IllegalStateException(
          route.method()
              + " "
              + route.template()
              + " would be both "
              + other.name()
              + " and "
              + route.name());
    }
  }

  /** The methods of an address, for the header Allow. */
  static String allow(Found found) {
    var methods = new java.util.TreeSet<>(found.methods().keySet());
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    methods.add("OPTIONS");
    return methods.stream().collect(Collectors.joining(", "));
  }

  private static String shape(String method, String template) {
    return method + " " + template.replaceAll("\\{[^}]*}", "{}");
  }
}
