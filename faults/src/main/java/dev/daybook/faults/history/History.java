package dev.daybook.faults.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The lines of a history in the order of time; the final log at its end.
 *
 * @param entries what happened
 */
public record History(List<Entry> entries) {
  public History {
    entries = List.copyOf(entries);
  }

  /**
   * Reads one history that lies in one or several files.
   *
   * @throws IllegalArgumentException when a line is not one of a history; the message names file
   *     and line
   */
  public static History read(List<Path> files) throws IOException {
    var entries = new ArrayList<Entry>();
    for (var file : files) {
      entries.addAll(parse(file.toString(), Files.readString(file)));
    }
    return new History(inOrder(entries));
  }

  public static History read(Path... files) throws IOException {
    return read(List.of(files));
  }

  /**
   * The whole lines of a text.
   *
   * @param name what a complaint calls it
   */
  public static List<Entry> parse(String name, String text) {
    var entries = new ArrayList<Entry>();
    var line = 1;
    var at = 0;
    for (var end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      var content = text.substring(at, end);
      if (!content.isBlank()) {
        entries.add(Lines.read(name + ":" + line, content));
      }
      at = end + 1;
      line++;
    }
    return entries;
  }

  /** By time where every line that happened has one; otherwise as they come. */
  public static List<Entry> inOrder(List<Entry> entries) {
    var happened = entries.stream().filter(entry -> !isFinal(entry)).toList();
    var timed = happened.stream().allMatch(entry -> entry.time() != null);
    var ordered =
        new ArrayList<>(
            timed
                ? happened.stream().sorted(Comparator.comparingLong(History::moment)).toList()
                : happened);
    entries.stream().filter(History::isFinal).forEach(ordered::add);
    return ordered;
  }

  private static long moment(Entry entry) {
    var time = entry.time();
    return time == null ? 0 : time;
  }

  private static boolean isFinal(Entry entry) {
    return switch (entry) {
      case Entry.Held _, Entry.Found _, Entry.Ended _ -> true;
      case Entry.Opened _,
          Entry.Crashed _,
          Entry.Called _,
          Entry.Returned _,
          Entry.Subscribed _,
          Entry.Delivered _,
          Entry.Checkpointed _,
          Entry.Durable _ ->
          false;
    };
  }
}
