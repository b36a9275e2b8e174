package dev.daybook.faults;

import dev.daybook.faults.suite.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What was asked for on the command line. */
record Options(
    List<String> faults,
    List<String> stores,
    int rounds,
    int programs,
    long seed,
    boolean strict,
    int postgres,
    Path directory) {
  /** The names of the stores. */
  static final List<String> STORES = List.of("sqlite", "rocksdb", "postgresql");

  private static final String ALL = "all";

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException naming what is not understood
   */
  static Options parse(List<String> arguments) {
    var faults = new ArrayList<String>();
    var options =
        new Options(faults, STORES, 100, 10_000, 1, false, 18, Path.of("faults/target/faults"));
    for (var words = arguments.iterator(); words.hasNext(); ) {
      var word = words.next();
      if (word.startsWith("--")) {
        options = options.with(word, words);
      } else if (word.equals(ALL)) {
        faults.addAll(Suite.FAULTS);
      } else if (Suite.FAULTS.contains(word)) {
        faults.add(word);
      } else {
        throw new IllegalArgumentException(
            "There is no fault '" + word + "'; it is one of " + Suite.FAULTS + " or all");
      }
    }
    if (faults.isEmpty()) {
      faults.addAll(Suite.FAULTS);
    }
    return options;
  }

  private Options with(String option, Iterator<String> words) {
    return switch (option) {
      case "--store" -> stores(value(option, words));
      case "--rounds" ->
          new Options(
              faults, stores, number(option, words), programs, seed, strict, postgres, directory);
      case "--programs" ->
          new Options(
              faults, stores, rounds, number(option, words), seed, strict, postgres, directory);
      case "--seed" ->
          new Options(
              faults, stores, rounds, programs, number(option, words), strict, postgres, directory);
      case "--strict-directories" ->
          new Options(faults, stores, rounds, programs, seed, true, postgres, directory);
      case "--postgres" ->
          new Options(
              faults, stores, rounds, programs, seed, strict, number(option, words), directory);
      case "--directory" ->
          new Options(
              faults,
              stores,
              rounds,
              programs,
              seed,
              strict,
              postgres,
              Path.of(value(option, words)));
      default ->
          throw new IllegalArgumentException(
              "There is no option '" + option + "'; `daybook-faults help` lists them");
    };
  }

  private Options stores(String name) {
    if (!name.equals(ALL) && !STORES.contains(name)) {
      throw new IllegalArgumentException(
          "There is no store '" + name + "'; it is one of " + STORES + " or all");
    }
    var chosen = name.equals(ALL) ? STORES : List.of(name);
    return new Options(faults, chosen, rounds, programs, seed, strict, postgres, directory);
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return words.next();
  }

  private static int number(String option, Iterator<String> words) {
    var text = value(option, words);
    try {
      var number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // told below
    }
    throw new IllegalArgumentException(option + " is a number from 1 on, not '" + text + "'");
  }
}
