package dev.daybook.store.rocksdb;

import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StreamId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** Logs for the fault tests, and a way around them. */
final class Logs {
  static final Uuid7 IDS = new Uuid7(InstantSource.system());
  static final dev.daybook.testkit.Events EVENTS = new dev.daybook.testkit.Events(IDS);

  private Logs() {}

  static EventLog open(Path file) {
    return open(file, "?wait=0");
  }

  static EventLog open(Path file, String parameters) {
    return new RocksdbStoreProvider()
        .open("rocksdb:" + file + parameters, InstantSource.system(), IDS);
  }

  /** A closed log of so many events, one an append. */
  static void write(Path file, int events) {
    try (var log = open(file, "?wait=0&synchronous=normal")) {
      for (var i = 0; i < events; i++) {
        log.append(EVENTS.append(EVENTS.event(new StreamId("task", "t" + i % 7))));
      }
    }
  }

  /** Does something to the database itself, as somebody with a tool for it would. */
  static void tamper(Path directory, Gate.Use<Batch> change) throws RocksDBException {
    try (var database = Database.open(directory, Tuning.Mode.WRITING, false);
        var options = new WriteOptions()) {
      change.of(database).write(options);
      database.flush();
    }
  }

  /** Puts another event in the place of one. */
  static void replace(Path directory, long position, UnaryOperator<Chunk.Stored> change)
      throws RocksDBException {
    tamper(
        directory,
        database -> {
          try (var events = new Events(database, false)) {
            var chunk = events.chunkAt(position);
            var row = new ArrayList<Chunk.Stored>();
            for (var at = chunk.first(); at <= chunk.last(); at++) {
              row.add(at == position ? change.apply(chunk.at(at)) : chunk.at(at));
            }
            return new Batch(database)
                .put(Family.EVENT, Keys.number(chunk.first()), Chunk.row(row));
          }
        });
  }

  /** Flips one bit of an event's bytes. */
  static void flip(Path directory, long position, int at) throws RocksDBException {
    replace(
        directory,
        position,
        event -> {
          event.bytes()[at % event.bytes().length] ^= 1;
          return event;
        });
  }

  /** Files of one kind, the newest last. */
  static List<Path> files(Path directory, String ending) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** A copy of a directory, as a kill at this moment would leave it. */
  static Path copy(Path directory, Path target) throws IOException {
    Files.createDirectory(target);
    try (var files = Files.list(directory)) {
      for (var file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return target;
  }
}
