package dev.daybook.runtime.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Fair locks by key, striped: work on one key is done in arrival order. Several keys are taken in
 * one fixed order, so two callers never wait for each other.
 */
final class KeyedLocks {
  private final ReentrantLock[] stripes;

  KeyedLocks(int count) {
    stripes = new ReentrantLock[count];
    for (var i = 0; i < count; i++) {
      stripes[i] = new ReentrantLock(true);
    }
  }

  <T> T holding(Collection<?> keys, Supplier<T> work) {
    if (keys.size() == 1) {
      return holding(stripes[stripe(keys.iterator().next())], work);
    }
    var locks =
        keys.stream()
            .map(this::stripe)
            .distinct()
            .sorted(Comparator.naturalOrder())
            .map(index -> stripes[index])
            .toList();
    locks.forEach(ReentrantLock::lock);
    try {
      return work.get();
    } finally {
      locks.reversed().forEach(ReentrantLock::unlock);
    }
  }

  private static <T> T holding(ReentrantLock lock, Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private int stripe(Object key) {
    return Math.floorMod(key.hashCode() * 0x9E3779B9, stripes.length);
  }
}
