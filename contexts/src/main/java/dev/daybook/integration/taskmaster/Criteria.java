package dev.daybook.integration.taskmaster;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the texts of a file into single criteria and back. */
final class Criteria {
  private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*]|\\d+[.)])\\s+(?=\\S)");

  private Criteria() {}

  /**
   * A text is one criterion, unless lines of it begin with a dash, a star or a number: then each of
   * these is one.
   */
  static List<String> split(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return List.of();
    }
    if (text.lines().noneMatch(line -> BULLET.matcher(line).find())) {
      return List.of(text.strip());
    }
    var found = new ArrayList<String>();
    var open = false;
    for (var line : text.lines().filter(line -> !line.isBlank()).toList()) {
      var bullet = BULLET.matcher(line);
      if (bullet.find()) {
        found.add(line.substring(bullet.end()).strip());
        open = true;
      } else if (open) {
        found.set(found.size() - 1, found.getLast() + "\n" + line.strip());
      } else {
        found.add(line.strip());
      }
    }
    return found;
  }

  /** One text that {@link #split} gives back as these. */
  static String join(List<String> criteria) {
    return criteria.size() == 1 && split(criteria.getFirst()).equals(criteria)
        ? criteria.getFirst()
        : String.join("\n", criteria.stream().map(each -> "- " + each).toList());
  }
}
