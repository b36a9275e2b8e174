package dev.daybook.kernel.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are on disk, under their name, only when they are whole. */
public final class Flushed {
  private Flushed() {}

  /** Where a file is written before it is {@link #place placed}: in the same folder. */
  public static Path beside(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".new");
  }

  /**
   * Gives a file its name and waits until that is on disk. Its content must be already.
   *
   * @throws IOException when it cannot be moved; it keeps the name it has then
   */
  public static void place(Path beside, Path file) throws IOException {
    try {
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(beside, file);
    }
    folder(file);
  }

  /** Waits until the content of a file is on disk, whoever has written it. */
  public static void content(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Waits until the names in the folder of a file are on disk; Windows does so by itself. */
  public static void folder(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder != null && !System.getProperty("os.name", "").startsWith("Windows")) {
      try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
