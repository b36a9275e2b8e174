package dev.daybook.faults.power;

import dev.daybook.faults.power.DiskFile.Chance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The model of a disk: plays a trace forward, and at any moment writes out what would be found
 * there after a power cut.
 */
public final class Disk {
  /** When a new, renamed or removed name is on the disk. */
  public enum Directories {
    /**
     * As ext4 does it: names reach the disk in the order they were changed, and a file that is
     * synced takes along every change of names before.
     */
    ORDERED,
    /**
     * As POSIX allows it: only when their directory itself was synced, otherwise as chance has it.
     */
    STRICT
  }

  /** A sync that has begun. */
  private record Begun(long inode, int at, boolean dataOnly, boolean all) {}

  /**
   * A change of names.
   *
   * @param file what the name is given to; null where a name is moved or removed
   */
  private record Naming(
      int at, Trace.Kind kind, String path, String second, @Nullable DiskFile file) {}

  private final String root;
  private final Directories directories;
  private final Trace trace;
  private final TreeMap<String, DiskFile> names = new TreeMap<>();
  private final Map<Long, DiskFile> files = new HashMap<>();
  private final Map<Long, String> directoryOf = new HashMap<>();
  private final Map<Long, Begun> begun = new HashMap<>();
  private List<Naming> unsynced = new ArrayList<>();
  private int now;

  /**
   * @param root the directory as the trace names it; it may have changed since
   * @param base a copy of it as it was when the trace began
   * @param inodes the inode of each file and directory at that time, by its path from the root
   */
  public Disk(Path root, Path base, Map<String, Long> inodes, Directories directories, Trace trace)
      throws IOException {
    this.root = root.toRealPath().toString();
    this.directories = directories;
    this.trace = trace;
    for (var known : inodes.entrySet()) {
      var path = base.resolve(known.getKey());
      if (Files.isDirectory(path)) {
        names.put(known.getKey(), DiskFile.DIRECTORY);
        directoryOf.put(known.getValue(), known.getKey());
      } else {
        var file = new DiskFile(path);
        names.put(known.getKey(), file);
        files.put(known.getValue(), file);
      }
    }
  }

  /**
   * The inode of everything below a directory, by its path from there; the directory itself is "".
   */
  public static Map<String, Long> inodes(Path root) throws IOException {
    var inodes = new TreeMap<String, Long>();
    try (var all = Files.walk(root)) {
      for (var path : (Iterable<Path>) all::iterator) {
        inodes.put(root.relativize(path).toString(), (Long) Files.getAttribute(path, "unix:ino"));
      }
    }
    return inodes;
  }

  /** Goes forward to a moment: the number of records that have happened. */
  public void playTo(int moment) {
    for (; now < moment; now++) {
      play(trace.records().get(now));
    }
  }

  private void play(Trace.Record record) {
    switch (record.kind()) {
      case CREATE -> {
        var file = new DiskFile(null);
        files.put(record.inode(), file);
        unsynced.add(naming(record, file));
      }
      case MAKE_DIRECTORY -> {
        directoryOf.put(record.inode(), inside(record.path()));
        unsynced.add(naming(record, DiskFile.DIRECTORY));
      }
      case RENAME, LINK, UNLINK -> unsynced.add(naming(record, null));
      case WRITE -> file(record).write(now, record.offset(), record.data(), record.flag());
      case SIZE -> file(record).resize(now, record.offset());
      case SYNC_BEGINS ->
          begun.put(record.offset(), new Begun(record.inode(), now, record.flag(), false));
      case SYNC_ALL_BEGINS -> begun.put(record.offset(), new Begun(0, now, false, true));
      case SYNC_ENDED -> {
        var sync = begun.remove(record.offset());
        if (sync != null) {
          synced(sync);
        }
      }
      case ACKNOWLEDGED, MAPPED, SYMLINK -> {}
    }
  }

  private Naming naming(Trace.Record record, @Nullable DiskFile file) {
    var second = record.second().isEmpty() ? "" : inside(record.second());
    return new Naming(now, record.kind(), inside(record.path()), second, file);
  }

  private String inside(String path) {
    return path.equals(root) ? "" : path.substring(root.length() + 1);
  }

  private DiskFile file(Trace.Record record) {
    return files.computeIfAbsent(record.inode(), _ -> new DiskFile(null));
  }

  private void synced(Begun sync) {
    if (sync.all()) {
      files.values().forEach(file -> file.sync(sync.at()));
      names(naming -> naming.at() < sync.at());
      return;
    }
    var file = files.get(sync.inode());
    if (file != null) {
      file.sync(sync.at());
    }
    switch (directories) {
      case ORDERED -> {
        var last = sync.dataOnly() ? lastNaming(file, sync.at()) : sync.at();
        names(naming -> naming.at() < last);
      }
      case STRICT -> {
        var directory = directoryOf.get(sync.inode());
        if (directory != null) {
          names(naming ->
              naming.at() < sync.at()
                  && (naming.second().isEmpty()
                      ? directory.equals(parent(naming.path()))
                      : directory.equals(parent(naming.second()))));
        }
      }
    }
  }

  /** A sync of data alone takes along the names only up to that of its own file. */
  private int lastNaming(@Nullable DiskFile file, int begun) {
    var last = -1;
    for (var naming : unsynced) {
      if (naming.at() < begun && naming.file() != null && naming.file() == file) {
        last = naming.at() + 1;
      }
    }
    return last;
  }

  private void names(Predicate<Naming> reached) {
    var late = new ArrayList<Naming>();
    for (var naming : unsynced) {
      if (reached.test(naming)) {
        apply(names, naming);
      } else {
        late.add(naming);
      }
    }
    unsynced = late;
  }

  private static String parent(String path) {
    var slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static void apply(TreeMap<String, DiskFile> names, Naming naming) {
    switch (naming.kind()) {
      case CREATE, MAKE_DIRECTORY -> {
        var file = naming.file();
        if (file != null) {
          names.put(naming.path(), file);
        }
      }
      case UNLINK -> names.remove(naming.path());
      case LINK -> {
        var file = names.get(naming.path());
        if (file != null) {
          names.put(naming.second(), file);
        }
      }
      case RENAME -> {
        var moved = names.remove(naming.path());
        if (moved != null) {
          var below = new TreeMap<>(names.subMap(naming.path() + "/", naming.path() + "0"));
          names.put(naming.second(), moved);
          below.forEach((path, file) -> {
            names.remove(path);
            names.put(naming.second() + path.substring(naming.path().length()), file);
          });
        }
      }
      case WRITE, SIZE, MAPPED, SYNC_BEGINS, SYNC_ALL_BEGINS, SYNC_ENDED, ACKNOWLEDGED, SYMLINK ->
          throw new IllegalStateException(naming.kind() + " changes no name");
    }
  }

  /** Writes out what is found when the power goes at this moment. */
  public void cut(Path into, RandomGenerator random) throws IOException {
    var chance = new Chance(random);
    var found = new TreeMap<>(names);
    var kept = chance.upTo(unsynced.size());
    for (var i = 0; i < unsynced.size(); i++) {
      if (directories == Directories.ORDERED ? i < kept : chance.keeps()) {
        apply(found, unsynced.get(i));
      }
    }
    Files.createDirectories(into);
    for (var name : found.entrySet()) {
      var path = into.resolve(name.getKey());
      if (!Files.isDirectory(into.resolve(parent(name.getKey())))) {
        continue; // its directory is not there
      }
      var file = name.getValue();
      if (file == DiskFile.DIRECTORY) {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
      } else {
        file.writeTo(path, chance);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      }
    }
  }
}
