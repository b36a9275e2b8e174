package dev.daybook.kernel.archive;

import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.verify.RawLog.Raw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes events whole again whose payloads were moved into archives. A store passes what it reads
 * through here before it decodes it. Safe for use by many threads.
 */
public final class Payloads {
  private final Supplier<List<Archive>> noted;
  private final Optional<Path> home;
  private final boolean leftOut;
  private final Map<Hash, ArchiveFile> open = new ConcurrentHashMap<>();
  private volatile @Nullable List<Archive> known;

  /**
   * @param noted which archives the store knows, read afresh
   * @param home as of {@link Archiver}
   */
  public Payloads(Supplier<List<Archive>> noted, Optional<Path> home) {
    this(noted, home, false);
  }

  private Payloads(Supplier<List<Archive>> noted, Optional<Path> home, boolean leftOut) {
    this.noted = noted;
    this.home = home;
    this.leftOut = leftOut;
  }

  /**
   * For those who look at headers only: what was moved into archives is left out, metadata and data
   * of such events are empty, and no file is looked at.
   */
  public static Payloads leftOut() {
    return new Payloads(List::of, Optional.empty(), true);
  }

  /**
   * The bytes of an event as they were written.
   *
   * @param bytes as they lie in the store; what is no header is given back as it is
   * @throws StoreException.Deterministic when its archive is missing or damaged
   */
  public byte[] whole(Position position, byte[] bytes) {
    if (!EventBytes.isHeader(bytes)) {
      return bytes;
    }
    if (leftOut) {
      return EventBytes.hollow(bytes);
    }
    var archive = archiveOf(position);
    if (archive.isEmpty()) {
      return bytes;
    }
    try {
      return EventBytes.whole(bytes, file(archive.get()).payload(position));
    } catch (IOException | RuntimeException unreadable) {
      throw missing(archive.get(), unreadable);
    }
  }

  /** The same for a walk that goes on over damaged places. */
  public Raw whole(Raw raw) {
    if (raw instanceof Raw.Stored stored) {
      try {
        var whole = whole(stored.position(), stored.bytes());
        return whole == stored.bytes()
            ? stored
            : new Raw.Stored(stored.position(), whole, stored.hash(), stored.index());
      } catch (StoreException.Deterministic missing) {
        return new Raw.Damaged(
            stored.position(),
            header(stored.bytes()) + " has lost its payload. " + missing.getMessage());
      }
    }
    return raw;
  }

  private static String header(byte[] header) {
    var event = EventBytes.decodeHeader(header, Hash.ZERO);
    return event.type().name() + ", version " + event.version() + " of " + event.stream() + ",";
  }

  /** What is noted in the store has changed. */
  void refresh() {
    known = null;
    open.clear();
  }

  /** Throws unless an archive is there and whole. */
  void require(Archive archive) {
    try {
      file(archive).check();
    } catch (IOException unreadable) {
      throw missing(archive, unreadable);
    }
  }

  private Optional<Archive> archiveOf(Position position) {
    var found = find(position, known);
    if (found.isEmpty()) { // not looked yet, or another process has archived meanwhile
      var fresh = noted.get();
      known = fresh;
      found = find(position, fresh);
    }
    return found;
  }

  private static Optional<Archive> find(Position position, @Nullable List<Archive> archives) {
    return archives == null
        ? Optional.empty()
        : archives.stream().filter(archive -> archive.holds(position)).findFirst();
  }

  private ArchiveFile file(Archive archive) throws IOException {
    var opened = open.get(archive.digest());
    if (opened == null) {
      opened = opened(archive);
      open.put(archive.digest(), opened);
    }
    return opened;
  }

  private ArchiveFile opened(Archive archive) throws IOException {
    var unreadable = new ArrayList<IOException>();
    for (var place : places(archive.file())) {
      try {
        var file = ArchiveFile.open(place);
        if (file.digest().equals(archive.digest())) {
          return file;
        }
        unreadable.add(new IOException("it is another archive"));
      } catch (IOException failed) {
        unreadable.add(failed);
      }
    }
    throw unreadable.getFirst();
  }

  private List<Path> places(Path file) {
    var places = new ArrayList<>(List.of(file));
    home.map(folder -> folder.resolve(name(file))).filter(Files::exists).ifPresent(places::add);
    return places;
  }

  /** The last name of a path, which may have been written on another system. */
  private static String name(Path file) {
    var text = file.toString();
    return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
  }

  private static StoreException missing(Archive archive, Exception why) {
    var reason = why instanceof IOException failed ? Archiver.reason(failed) : why.toString();
    return new StoreException.Deterministic(
        "The payloads of %s lie in the archive %s, which cannot be read (%s). Put a whole copy back there, or tell where it lies with `daybook archive attach <file>`."
            .formatted(archive.range(), archive.file(), reason),
        why);
  }
}
