package dev.daybook.kernel.archive;

import dev.daybook.kernel.files.Flushed;
import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.Archives;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.verify.RawLog.Raw;
import dev.daybook.kernel.verify.RawLog.RawPage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The archives of one durable store: moves payloads out, step by step, and finds them again.
 *
 * <p>The order of the steps: write the file beside its place, with every event checked against the
 * chain; flush it; read it back; move it into its place; flush the folder; note it in the store;
 * only then let the store shorten its events.
 */
public final class Archiver implements Archives {
  private static final int PAGE = 500;

  private final Object oneAtATime = new Object();
  private final ArchiveShelf shelf;
  private final Payloads payloads;

  /**
   * @param home the folder in which an archive is looked for, by its name, that is not where it was
   *     written: the one that the log's own files lie in
   */
  public Archiver(ArchiveShelf shelf, Optional<Path> home) {
    this.shelf = shelf;
    this.payloads = new Payloads(shelf::noted, home);
  }

  /** The payloads that were moved out. */
  public Payloads payloads() {
    return payloads;
  }

  @Override
  public Archive archive(Position first, Position last, Path file) {
    synchronized (oneAtATime) {
      var target = file.toAbsolutePath().normalize();
      var wanted = new Archive(first, last, target, Hash.ZERO, false);
      var begun = shelf.noted().stream().filter(noted -> isBegun(noted, wanted)).findFirst();
      return shortened(begun.orElseGet(() -> written(wanted)));
    }
  }

  private static boolean isBegun(Archive noted, Archive wanted) {
    return !noted.done()
        && noted.first().equals(wanted.first())
        && noted.last().equals(wanted.last());
  }

  /** Once the file was seen to be there and whole, the store may forget. */
  private Archive shortened(Archive noted) {
    payloads.require(noted);
    shelf.shorten(noted);
    payloads.refresh();
    return new Archive(noted.first(), noted.last(), noted.file(), noted.digest(), true);
  }

  private Archive written(Archive wanted) {
    requireFree(wanted);
    var beside = Flushed.beside(wanted.file());
    try {
      try {
        var digest = write(wanted, beside);
        var written = ArchiveFile.open(beside);
        written.check();
        if (!written.digest().equals(digest)) {
          throw new IOException("what was written reads back otherwise");
        }
        place(beside, wanted.file());
        var archive = new Archive(wanted.first(), wanted.last(), wanted.file(), digest, false);
        shelf.note(archive);
        payloads.refresh();
        return archive;
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException failed) {
      throw new StoreException.Deterministic(
          "The archive "
              + wanted.file()
              + " cannot be written ("
              + reason(failed)
              + "). Name a file that does not exist, in a folder that this user may write to and"
              + " that has room. The log is as it was.",
          failed);
    }
  }

  private void requireFree(Archive wanted) {
    var head = shelf.head().position();
    if (wanted.last().isAfter(head)) {
      throw refused("The log ends at position " + head + "; " + wanted.range() + " are not in it.");
    }
    for (var noted : shelf.noted()) {
      if (!noted.first().isAfter(wanted.last()) && !wanted.first().isAfter(noted.last())) {
        throw refused(
            "Of "
                + wanted.range()
                + ", those of "
                + noted.range()
                + " lie in "
                + noted.file()
                + " already. Choose another range.");
      }
    }
    if (Files.exists(wanted.file()) && !isOfTheSame(wanted)) {
      throw refused(wanted.file() + " exists already. Name a file that does not.");
    }
  }

  /** Whether an interrupted call may have written this file. */
  private boolean isOfTheSame(Archive wanted) {
    try {
      var there = ArchiveFile.open(wanted.file());
      return there.log().equals(shelf.head().log())
          && there.first().equals(wanted.first())
          && there.last().equals(wanted.last());
    } catch (IOException none) {
      return false;
    }
  }

  private Hash write(Archive wanted, Path beside) throws IOException {
    var chain = new Checked(wanted.first());
    try (var writer =
        new ArchiveWriter(beside, shelf.head().log(), wanted.first(), wanted.last())) {
      var at = new Position(wanted.first().value() - 1);
      while (wanted.last().isAfter(at)) {
        var limit = (int) Math.min(PAGE, wanted.last().value() - at.value());
        for (var raw : shelf.stored(at, limit).events()) {
          writer.add(chain.payload(raw));
          at = raw.position();
        }
        chain.requireReached(at);
      }
      return writer.finish();
    }
  }

  /** Puts a file under its name, unless another has it; the same bytes are the same archive. */
  private static void place(Path beside, Path file) throws IOException {
    if (Files.exists(file)) {
      if (Files.mismatch(beside, file) >= 0) {
        throw new IOException("there is another file of this name");
      }
      return; // an interrupted call got so far
    }
    Flushed.place(beside, file);
  }

  @Override
  public List<Archive> all() {
    return shelf.noted();
  }

  @Override
  public Archive attach(Path file) {
    synchronized (oneAtATime) {
      var place = file.toAbsolutePath().normalize();
      try {
        var opened = ArchiveFile.open(place);
        opened.check();
        for (var noted : shelf.noted()) {
          if (noted.digest().equals(opened.digest())) {
            var moved =
                new Archive(noted.first(), noted.last(), place, noted.digest(), noted.done());
            shelf.moved(moved);
            payloads.refresh();
            return moved;
          }
        }
        throw refused(
            place
                + " is an archive of positions "
                + opened.first()
                + " to "
                + opened.last()
                + " of log "
                + opened.log()
                + ", but none that this log has written. Name one of "
                + shelf.noted().stream().map(noted -> noted.file().toString()).toList()
                + ".");
      } catch (IOException unreadable) {
        throw new StoreException.Deterministic(
            place + " cannot be attached: " + reason(unreadable) + ". Name a whole archive.",
            unreadable);
      }
    }
  }

  static String reason(IOException failed) {
    var message = failed.getMessage();
    return message == null || failed instanceof FileSystemException
        ? failed.getClass().getSimpleName() + " " + message
        : message;
  }

  static StoreException refused(String message) {
    return new StoreException.Deterministic(message, null);
  }

  /** Follows the chain through the range, so that nothing damaged is carried over. */
  private final class Checked {
    private Hash before;
    private Position due;

    Checked(Position first) {
      due = first;
      before = first.value() == 1 ? Hash.ZERO : hashBefore(first);
    }

    private Hash hashBefore(Position first) {
      RawPage page = shelf.stored(new Position(first.value() - 2), 1);
      if (page.events().size() == 1
          && page.events().getFirst() instanceof Raw.Stored stored
          && stored.position().next().equals(first)
          && stored.hash().length == Hash.LENGTH) {
        return Hash.of(stored.hash());
      }
      throw damaged(new Position(first.value() - 1));
    }

    byte[] payload(Raw raw) {
      if (raw instanceof Raw.Stored stored
          && stored.position().equals(due)
          && EventBytes.headerLength(stored.bytes()) > 0
          && stored.hash().length == Hash.LENGTH
          && EventBytes.link(before, stored.bytes()).equals(Hash.of(stored.hash()))
          && EventBytes.decode(stored.bytes(), before).position().equals(due)) {
        before = Hash.of(stored.hash());
        due = due.next();
        return EventBytes.payloadOf(stored.bytes());
      }
      throw damaged(due);
    }

    void requireReached(Position at) {
      if (!due.equals(at.next())) {
        throw damaged(due);
      }
    }

    private static StoreException damaged(Position position) {
      return refused(
          "Event "
              + position
              + " is damaged, so nothing was archived. Run `daybook verify`, then choose a range"
              + " without it or restore a backup.");
    }
  }
}
