package dev.daybook.runtime.transfer;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.testkit.Generator;
import dev.daybook.testkit.SeededIds;
import dev.daybook.testkit.SteppingClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Logs in memory whose events are as odd as events can be, and their way out and in. */
final class Logs {
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private Logs() {}

  static MemoryLog empty(long seed) {
    return new MemoryLog(new SeededIds(seed), SteppingClock.stepping(Duration.ofNanos(7_000)));
  }

  /** A log of this many appends of one to five events. */
  static MemoryLog odd(long seed, int appends) {
    var log = empty(seed);
    var random = new Generator(seed);
    var ids = new SeededIds(seed + 1);
    for (var i = 0; i < appends; i++) {
      log.append(
          new Append(
              new AppendId(ids.next()),
              random.listOf(1, 5, () -> event(random, ids)),
              List.of(),
              new Provenance(
                  random.oneOf(Actor.person("alice"), Actor.agent("bob-1"), Actor.SYSTEM),
                  random.text(random.between(1, 40)),
                  random.percent(50) ? null : "line\nbreak \t \"quote\" \\ \u0001 é",
                  random.oneOf("http", "cli", "import:taskmaster"))));
    }
    return log;
  }

  private static NewEvent event(Generator random, SeededIds ids) {
    return new NewEvent(
        new StreamId(random.oneOf("task", "saved_filter"), "s-" + random.between(1, 9) + "!~"),
        new EventId(ids.next()),
        new EventType(random.oneOf("task.created", "task.deep.er"), random.between(1, 12)),
        random.percent(50)
            ? Set.of()
            : Set.of(Tag.of("ref", "HOME-" + random.between(1, 99)), Tag.of("quote", "\"\\~")),
        json(random),
        random.percent(80) ? JsonBytes.EMPTY : json(random));
  }

  private static JsonBytes json(Generator random) {
    return switch (random.between(0, 9)) {
      case 0 -> JsonBytes.of("{\"a\": [1, 2.50, -0, 1e+9],\t\"b\":null, \"a\":\"twice\"}");
      case 1 -> JsonBytes.of("{\n  \"several\": \"lines\"\r\n}");
      case 2 -> JsonBytes.of(" {\"space\":\"around\"} ");
      case 3 -> JsonBytes.of("this is no JSON");
      case 4 -> JsonBytes.of(random.bytes(random.between(0, 60)));
      case 5 -> JsonBytes.of("[".repeat(300) + "]".repeat(300));
      case 6 -> JsonBytes.of("{\"escaped\":\"\\u00e9\\ud83d\\ude00 \\/ \\n\",\"t\":true}");
      case 7 -> JsonBytes.of("\"only a text\"");
      default -> JsonBytes.of("{\"text\":\"" + random.text(30).replaceAll("[\"\\\\]", "'") + "\"}");
    };
  }

  static List<RecordedEvent> all(EventLog log) {
    var events = new ArrayList<RecordedEvent>();
    var at = Position.START;
    while (true) {
      var page = log.read(EventQuery.all(), at, Direction.FORWARD, 1_000);
      events.addAll(page.events());
      at = page.next();
      if (page.end()) {
        return events;
      }
    }
  }

  static byte[] exported(EventLog log, long after) {
    try {
      var out = new ByteArrayOutputStream();
      LogExport.of(log, NOW).write(out, new Position(after), Progress.NONE);
      return out.toByteArray();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static void into(EventLog log, byte[] archive) {
    try {
      new LogImport(log.restoring().orElseThrow(), Progress.NONE)
          .archive(new ByteArrayInputStream(archive));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static List<String> lines(byte[] archive) {
    return new String(archive, StandardCharsets.UTF_8).lines().toList();
  }

  static byte[] of(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
