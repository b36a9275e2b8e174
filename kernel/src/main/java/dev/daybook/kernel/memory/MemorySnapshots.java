package dev.daybook.kernel.memory;

import dev.daybook.kernel.log.Snapshot;
import dev.daybook.kernel.log.Snapshots;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Snapshots in memory, under the lock of their log. */
final class MemorySnapshots implements Snapshots {
  private final Object lock;
  private final Runnable requireOpen;
  private final Map<StreamId, NavigableMap<Version, Snapshot>> kept = new HashMap<>();

  MemorySnapshots(Object lock, Runnable requireOpen) {
    this.lock = lock;
    this.requireOpen = requireOpen;
  }

  @Override
  public void save(Snapshot snapshot) {
    synchronized (lock) {
      requireOpen.run();
      kept.computeIfAbsent(snapshot.stream(), _ -> new TreeMap<>())
          .merge(
              snapshot.version(),
              snapshot,
              (before, now) -> now.time().isBefore(before.time()) ? before : now);
    }
  }

  @Override
  public Optional<Snapshot> latest(StreamId stream, Version at) {
    synchronized (lock) {
      requireOpen.run();
      return Optional.ofNullable(kept.get(stream))
          .map(snapshots -> snapshots.floorEntry(at))
          .map(Map.Entry::getValue);
    }
  }

  @Override
  public void drop(StreamId stream) {
    synchronized (lock) {
      requireOpen.run();
      kept.remove(stream);
    }
  }

  @Override
  public void dropAll() {
    synchronized (lock) {
      requireOpen.run();
      kept.clear();
    }
  }

  @Override
  public long count() {
    synchronized (lock) {
      requireOpen.run();
      return kept.values().stream().mapToLong(NavigableMap::size).sum();
    }
  }
}
