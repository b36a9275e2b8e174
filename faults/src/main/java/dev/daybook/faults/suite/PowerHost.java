package dev.daybook.faults.suite;

import dev.daybook.faults.load.Worker;
import dev.daybook.faults.power.Disk;
import dev.daybook.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Where a log's files are written while they are traced, and how they are opened when cut. */
sealed interface PowerHost {
  /** Most appends of writers, and how many there are. */
  record Work(long seed, int writers, int appends) {}

  /**
   * What was there when the trace began.
   *
   * @param root whose files are traced
   * @param base a copy of it
   * @param inodes by path from the root
   */
  record Before(Path root, Path base, Map<String, Long> inodes) {}

  /** A log that was opened from cut files. */
  interface Opened extends AutoCloseable {
    String url();

    @Override
    void close();
  }

  /**
   * Has the work done, traced.
   *
   * @param place a directory of its own; {@code trace} and {@code told} in it are written
   */
  Before work(Workshop workshop, Path place, Work work) throws IOException, InterruptedException;

  /** Opens what was found after a cut. */
  Opened open(Path found) throws IOException;

  /** The host of a store. */
  static PowerHost of(Store store) {
    return switch (store) {
      case FileStore files -> new OwnFiles(files);
      case PostgresStore postgres -> new Server(postgres.version(), "fsync=on", "on");
    };
  }

  /** Runs the program that appends, traced or only its acknowledgements. */
  private static void append(Path place, String url, Map<String, String> environment, Work work)
      throws IOException, InterruptedException {
    try (var child =
        Child.start(
            place.resolve("child.err"),
            environment,
            Worker.class,
            url,
            place.resolve("told").resolve("history.ndjson"),
            "traced",
            work.seed(),
            work.writers(),
            work.appends(),
            0)) {
      child.awaitEnd();
    }
  }

  private static Map<String, String> environment(Workshop workshop, Path place, Path root)
      throws IOException, InterruptedException {
    var told = Files.createDirectories(place.resolve("told"));
    return workshop.library().environment(place.resolve("trace"), root, told);
  }

  /** The program itself writes the files. */
  record OwnFiles(FileStore store) implements PowerHost {
    @Override
    public Before work(Workshop workshop, Path place, Work work)
        throws IOException, InterruptedException {
      var root = Files.createDirectories(place.resolve("files"));
      var base = Files.createDirectories(place.resolve("base"));
      var before = new Before(root, base, Disk.inodes(root));
      append(place, store.url(root), environment(workshop, place, root), work);
      return before;
    }

    @Override
    public Opened open(Path found) {
      return new Opened() {
        @Override
        public String url() {
          return store.url(found);
        }

        @Override
        public void close() {}
      };
    }
  }

  /**
   * A server writes them; what it has told its program stands in the same trace.
   *
   * @param setting of the server: {@code fsync=off} for one that must lose something
   * @param synchronousCommit what the database is set to, {@code on} or {@code off}
   */
  record Server(int version, String setting, String synchronousCommit) implements PowerHost {
    private static final String DATABASE = "power";
    private static final long PATIENCE_NANOS = 90_000_000_000L;

    @Override
    public Before work(Workshop workshop, Path place, Work work)
        throws IOException, InterruptedException {
      var root = Files.createDirectories(place.resolve("files"));
      try (var server = PostgresServer.start(version, root, 0, Map.of())) {
        server.execute(
            "postgres",
            "create database " + DATABASE,
            "alter database %s set synchronous_commit = %s".formatted(DATABASE, synchronousCommit));
      }
      var base = place.resolve("base");
      Scratch.copy(root, base);
      var before = new Before(root, base, Disk.inodes(root));
      var environment = environment(workshop, place, root);
      var said = place.resolve("server.out");
      try (var server =
          Child.start(said, environment, ServerProgram.class, version, root, setting)) {
        append(place, url(server, said), environment, work);
        server.end();
      }
      return before;
    }

    private static String url(Child server, Path said) throws IOException {
      var deadline = System.nanoTime() + PATIENCE_NANOS;
      while (true) {
        var line =
            Files.readString(said)
                .lines()
                .filter(text -> text.startsWith("postgresql://"))
                .findFirst();
        if (line.isPresent()) {
          return line.get().replaceAll("/postgres$", "/" + DATABASE);
        }
        if (!server.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("The traced server does not start: " + server.said());
        }
        LockSupport.parkNanos(20_000_000);
      }
    }

    @Override
    public Opened open(Path found) throws IOException {
      Files.deleteIfExists(found.resolve("data").resolve("postmaster.pid")); // of another boot
      var server = PostgresServer.start(version, found, 0, Map.of());
      return new Opened() {
        @Override
        public String url() {
          return server.storeUrl(DATABASE);
        }

        @Override
        public void close() {
          server.close();
        }
      };
    }
  }
}
