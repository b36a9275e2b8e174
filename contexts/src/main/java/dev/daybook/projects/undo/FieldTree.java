package dev.daybook.projects.undo;

import dev.daybook.projects.api.FieldChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A state as a tree of JSON-like values ({@link Plain}), so that two of them can be compared and
 * changes applied. Maps are compared field by field ({@code phases/0198…/status}), anything else as
 * a whole. A field that is absent is null.
 */
public final class FieldTree {
  private FieldTree() {}

  /** What differs, in the order of the fields. */
  public static List<FieldChange> diff(Map<String, Object> before, Map<String, Object> after) {
    var changes = new ArrayList<FieldChange>();
    compare("", before, after, changes);
    return changes;
  }

  /** The tree with every changed field set to its new value. The tree handed in stays as it is. */
  public static Map<String, Object> apply(Map<String, Object> tree, List<FieldChange> changes) {
    var result = new LinkedHashMap<>(tree);
    for (var change : changes) {
      set(result, change.field(), change.to());
    }
    return result;
  }

  private static void compare(
      String path, Map<?, ?> before, Map<?, ?> after, List<FieldChange> changes) {
    var keys = new LinkedHashSet<Object>(before.keySet());
    keys.addAll(after.keySet());
    for (var key : keys) {
      var from = before.get(key);
      var to = after.get(key);
      if (from instanceof Map<?, ?> left && to instanceof Map<?, ?> right) {
        compare(path + key + "/", left, right, changes);
      } else if (!Objects.equals(from, to)) {
        changes.add(new FieldChange(path + key, from, to));
      }
    }
  }

  private static void set(Map<String, Object> tree, String path, @Nullable Object value) {
    var slash = path.indexOf('/');
    if (slash >= 0) {
      var key = path.substring(0, slash);
      var child = new LinkedHashMap<>(new Plain(tree).map(key));
      set(child, path.substring(slash + 1), value);
      tree.put(key, child);
    } else if (value == null) {
      tree.remove(path);
    } else {
      tree.put(path, value);
    }
  }
}
