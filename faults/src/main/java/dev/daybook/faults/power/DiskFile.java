package dev.daybook.faults.power;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A file of the model: what has been synced, and the changes that have not. */
final class DiskFile {
  /** Stands for any directory, which has no contents of its own. */
  static final DiskFile DIRECTORY = new DiskFile(null);

  static final int SECTOR = 512;

  /**
   * A change of contents.
   *
   * @param at when, the number of its record
   * @param data null for a change of size, to {@code offset}
   */
  private record Change(int at, long offset, @Nullable ByteBuffer data, boolean durable) {
    long end() {
      return data == null ? offset : offset + data.remaining();
    }
  }

  /** Contents that grow as they are written to. */
  private static final class Image {
    private byte[] bytes;
    private int size;

    Image(byte[] bytes, int size) {
      this.bytes = bytes;
      this.size = size;
    }

    Image copy() {
      return new Image(Arrays.copyOf(bytes, Math.max(size, 16)), size);
    }

    void resize(long to) {
      var wanted = Math.toIntExact(to);
      if (wanted > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(wanted, bytes.length * 2));
      }
      if (wanted < size) {
        Arrays.fill(bytes, wanted, size, (byte) 0);
      }
      size = wanted;
    }

    void put(long offset, ByteBuffer data, int from, int to) {
      var end = offset + to;
      if (end > size) {
        resize(end);
      }
      data.get(data.position() + from, bytes, Math.toIntExact(offset + from), to - from);
    }
  }

  private final @Nullable Path base;
  private @Nullable Image synced;
  private List<Change> unsynced = new ArrayList<>();

  /**
   * @param base where its contents lie as they were when the trace began; null for a new file
   */
  DiskFile(@Nullable Path base) {
    this.base = base;
  }

  void write(int at, long offset, ByteBuffer data, boolean durable) {
    unsynced.add(new Change(at, offset, data, durable));
  }

  void resize(int at, long size) {
    unsynced.add(new Change(at, size, null, false));
  }

  /** Everything that was done before a moment is on the disk now. */
  void sync(int begun) {
    var late = new ArrayList<Change>();
    for (var change : unsynced) {
      if (change.at() < begun) {
        apply(image(), change);
      } else {
        late.add(change);
      }
    }
    unsynced = late;
  }

  private Image image() {
    var image = synced;
    if (image == null) {
      var bytes = base == null ? new byte[0] : contents(base);
      image = new Image(bytes, bytes.length);
      synced = image;
    }
    return image;
  }

  private static byte[] contents(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void apply(Image image, Change change) {
    var data = change.data();
    if (data == null) {
      image.resize(change.offset());
    } else {
      image.put(change.offset(), data, 0, data.remaining());
    }
  }

  /** Writes it as a power cut leaves it. */
  void writeTo(Path file, Chance chance) throws IOException {
    if (unsynced.isEmpty() && synced == null && base != null) {
      Files.copy(base, file);
      return;
    }
    var image = unsynced.isEmpty() ? image() : cut(chance);
    try (var out = Files.newOutputStream(file)) {
      out.write(image.bytes, 0, image.size);
    }
  }

  /**
   * Each sector is as it was after some of the changes to it, the first ones: a disk writes sectors
   * whole, with all that lies in them by then.
   */
  private Image cut(Chance chance) {
    var image = image().copy();
    var kept = kept(chance);
    Map<Long, Integer> met = new HashMap<>();
    for (var change : unsynced) {
      var data = change.data();
      if (data == null) {
        if (chance.keeps()) {
          image.resize(change.offset());
        }
        continue;
      }
      for (var sector = change.offset() / SECTOR; sector * SECTOR < change.end(); sector++) {
        if (met.merge(sector, 1, Integer::sum) <= kept.getOrDefault(sector, 0)) {
          var from = (int) Math.max(0, sector * SECTOR - change.offset());
          var to = (int) Math.min(data.remaining(), (sector + 1) * SECTOR - change.offset());
          image.put(change.offset(), data, from, to);
        }
      }
      if (change.end() > image.size && chance.keeps()) {
        image.resize(change.end());
      }
    }
    return image;
  }

  /** How many of the changes to each sector have reached the disk. */
  private Map<Long, Integer> kept(Chance chance) {
    Map<Long, Integer> changes = new HashMap<>();
    Map<Long, Integer> least = new HashMap<>();
    for (var change : unsynced) {
      if (change.data() != null) {
        for (var sector = change.offset() / SECTOR; sector * SECTOR < change.end(); sector++) {
          var count = changes.merge(sector, 1, Integer::sum);
          if (change.durable()) {
            least.put(sector, count);
          }
        }
      }
    }
    Map<Long, Integer> kept = new HashMap<>();
    changes.forEach((sector, count) ->
        kept.put(sector, Math.max(least.getOrDefault(sector, 0), chance.of(count))));
    return kept;
  }

  /** What chance does to unsynced changes: one temper a cut, from losing all to keeping all. */
  static final class Chance {
    private final RandomGenerator random;
    private final double kept;

    Chance(RandomGenerator random) {
      this.random = random;
      this.kept =
          switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> random.nextDouble();
          };
    }

    boolean keeps() {
      return random.nextDouble() < kept;
    }

    /** How many of a number of changes, from none to all. */
    int of(int count) {
      if (kept == 0) {
        return 0;
      }
      if (kept == 1 || keeps()) {
        return count;
      }
      return random.nextInt(count + 1);
    }

    int upTo(int most) {
      return kept == 0 ? 0 : kept == 1 ? most : random.nextInt(most + 1);
    }
  }
}
