package dev.daybook.faults.suite;

import dev.daybook.faults.check.HistoryCheck;
import dev.daybook.faults.history.Entry;
import dev.daybook.faults.history.History;
import dev.daybook.faults.history.HistoryFile;
import dev.daybook.faults.history.Outcome;
import dev.daybook.faults.history.Recorder;
import dev.daybook.faults.load.Worker;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StoreProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A disk that is full, a file that may not grow, a directory that cannot be written. Appends fail
 * with a clear word, nothing that was acknowledged is lost, and when there is room again the same
 * running program goes on.
 */
public final class DiskFault {
  private static final int WRITERS = 16;
  private static final int MEGABYTES = 48;
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private final Workshop workshop;

  public DiskFault(Workshop workshop) {
    this.workshop = workshop;
  }

  /** Something that is done to a running program from outside. */
  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  /** A limit on the size of files, set and lifted while the program runs. */
  public Row fileLimit(FileStore store, int rounds, long seed)
      throws IOException, InterruptedException {
    var random = new SplittableRandom(seed);
    var tally = workshop.tally("file limit", store.name(), rounds);
    for (var round = 1; round <= rounds; round++) {
      var place = workshop.directory("limit-" + store.name() + "-" + round);
      var history = place.resolve("history.ndjson");
      var most = random.nextInt(150_000, 2_000_000);
      try (var child =
          Child.startPiped(
              place.resolve("child.err"),
              history,
              Worker.class,
              store.url(place),
              "/dev/stdout",
              "limited",
              random.nextInt(1_000_000),
              WRITERS,
              Integer.MAX_VALUE,
              0)) {
        await(child, history, "the log to open", entries -> !entries.isEmpty());
        limit(child, Integer.toString(most));
        fullThenRoom(child, history, () -> limit(child, "unlimited"));
      }
      finish(store, place, history, "round " + round + " at " + most + " bytes", tally);
    }
    return tally.row("failed clearly, went on with room, every promise kept");
  }

  /** Sets the soft limit on the size of files of a running program, as {@code ulimit -f} does. */
  private static void limit(Child child, String most) throws IOException, InterruptedException {
    Tool.run("prlimit", "--pid", Long.toString(child.pid()), "--fsize=" + most + ":");
  }

  /** A full file system, in which room is made while the program runs. */
  public Row fullDisk(FileStore store, int rounds, long seed)
      throws IOException, InterruptedException {
    var random = new SplittableRandom(seed);
    var tally = workshop.tally("full disk", store.name(), rounds);
    if (!SmallDisk.isAllowed()) {
      return tally.row("not done: only root may mount a small disk");
    }
    for (var round = 1; round <= rounds; round++) {
      var place = workshop.directory("full-" + store.name() + "-" + round);
      var history = place.resolve("history.ndjson");
      try (var disk = SmallDisk.mount(place.resolve("disk"), MEGABYTES)) {
        var left = random.nextInt(1 << 20, 9 << 20);
        disk.fill((MEGABYTES << 20) - left);
        try (var child = start(store, disk.directory(), history, place, random)) {
          fullThenRoom(child, history, disk::makeRoom);
        }
        finish(
            store, disk.directory(), history, "round " + round + " with " + left + " bytes", tally);
      }
    }
    return tally.row("failed clearly, went on with room, every promise kept");
  }

  private static Child start(
      FileStore store, Path root, Path history, Path place, SplittableRandom random)
      throws IOException {
    return Child.start(
        place.resolve("child.err"),
        Map.of(),
        Worker.class,
        store.url(root),
        history,
        "cramped",
        random.nextInt(1_000_000),
        WRITERS,
        Integer.MAX_VALUE,
        0);
  }

  /** Waits until appends fail, makes room, waits until they work again, kills. */
  private static void fullThenRoom(Child child, Path history, Step room)
      throws IOException, InterruptedException {
    await(
        child,
        history,
        "appends that fail",
        entries -> count(entries, Outcome.FAILED, Outcome.UNKNOWN) >= 20);
    room.run();
    var before = count(History.read(history).entries(), Outcome.APPENDED);
    await(
        child,
        history,
        "appends that work again",
        entries -> count(entries, Outcome.APPENDED) >= before + 50);
    child.kill();
    try (var file = HistoryFile.mend(history)) {
      new Recorder(file, "").crashed("kill");
    }
  }

  private static void await(Child child, Path history, String what, Predicate<List<Entry>> seen)
      throws IOException {
    var deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!Files.exists(history) || !seen.test(History.read(history).entries())) {
      if (!child.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(
            "Waited in vain for "
                + what
                + "; the last words were: "
                + lastFailure(history)
                + " "
                + child.said());
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static long count(List<Entry> entries, Outcome... outcomes) {
    return entries.stream()
        .filter(entry ->
            entry instanceof Entry.Returned answer && List.of(outcomes).contains(answer.outcome()))
        .count();
  }

  private static String lastFailure(Path history) throws IOException {
    return failures(History.read(history)).reduce("none", (_, last) -> last);
  }

  private static Stream<String> failures(History history) {
    return history.entries().stream()
        .filter(entry ->
            entry instanceof Entry.Returned answer
                && (answer.outcome() == Outcome.FAILED || answer.outcome() == Outcome.UNKNOWN))
        .map(entry -> String.valueOf(((Entry.Returned) entry).message()));
  }

  private void finish(FileStore store, Path root, Path history, String round, Tally tally)
      throws IOException {
    failures(History.read(history))
        .distinct()
        .filter(message -> !saysWhy(message))
        .forEach(message -> tally.problem(round, "a failure does not say what to do: " + message));
    try (var file = HistoryFile.open(history);
        var log = StoreProvider.openUrl(store.url(root), workshop.clock(), workshop.ids())) {
      var recorder = new Recorder(file, "after");
      recorder.opened(log);
      Settling.settle(History.read(history), recorder, log);
      recorder.ended(log);
    }
    tally.add(round, HistoryCheck.of(History.read(history)));
  }

  private static boolean saysWhy(String message) {
    var lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("disk") || lower.contains("space") || lower.contains("room");
  }

  /**
   * A directory that cannot be written: told clearly, nothing changed, and open again afterwards.
   */
  public Row readOnly(FileStore store) throws IOException, InterruptedException {
    var tally = workshop.tally("read-only", store.name(), 1);
    var place = workshop.directory("readonly-" + store.name());
    var root = place.resolve("disk");
    if (SmallDisk.isAllowed()) {
      try (var disk = SmallDisk.mount(root, MEGABYTES)) {
        judged(store, root, () -> disk.readOnly(true), () -> disk.readOnly(false), tally);
      }
    } else {
      Files.createDirectories(root);
      judged(store, root, () -> permit(root, "r-x------"), () -> permit(root, "rwx------"), tally);
    }
    return tally.row("refused clearly, nothing lost");
  }

  private static void permit(Path directory, String permissions) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
  }

  private void judged(FileStore store, Path root, Step close, Step open, Tally tally)
      throws IOException, InterruptedException {
    var history = Objects.requireNonNull(root.getParent()).resolve("history.ndjson");
    try (var child =
        Child.start(
            history.resolveSibling("child.err"),
            Map.of(),
            Worker.class,
            store.url(root),
            history,
            "before",
            1,
            WRITERS,
            20,
            0)) {
      child.awaitEnd();
    }
    close.run();
    try (var log = StoreProvider.openUrl(store.url(root), workshop.clock(), workshop.ids())) {
      tally.problem("read-only", "the log opened for writing at position " + log.head().position());
    } catch (StoreException refused) {
      var message = String.valueOf(refused.getMessage());
      if (!message.contains("permission") && !message.contains("read-only")) {
        tally.problem("read-only", "the refusal does not say what to do: " + message);
      }
    }
    open.run();
    finish(store, root, history, "read-only", tally);
  }
}
