package dev.daybook.projects.project;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;

/** How a project gets a key when nobody names one. */
final class ProjectKeys {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 10;
  private static final String WITHOUT_A_WORD = "PROJECT";

  private ProjectKeys() {}

  /** The first word of the name that makes a key: capitals and digits, a capital first. */
  static String from(String name) {
    for (var word :
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .split("[^\\p{L}\\p{N}]+")) {
      var key =
          word.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "").replaceFirst("^[0-9]+", "");
      if (key.length() >= SHORTEST) {
        return key.substring(0, Math.min(LONGEST, key.length()));
      }
    }
    return WITHOUT_A_WORD;
  }

  /**
   * That key, or the first of KEY2, KEY3 … that is not taken; shortened so that it has room for the
   * number.
   */
  static String free(String key, Predicate<String> taken) {
    var candidate = key;
    for (var number = 2; taken.test(candidate); number++) {
      var suffix = Integer.toString(number);
      candidate = key.substring(0, Math.min(key.length(), LONGEST - suffix.length())) + suffix;
    }
    return candidate;
  }
}
