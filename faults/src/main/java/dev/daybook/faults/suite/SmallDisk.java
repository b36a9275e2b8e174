package dev.daybook.faults.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few megabytes in memory, mounted on a directory; only root may do that. */
final class SmallDisk implements AutoCloseable {
  private static final String BALLAST = "ballast";

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Whether this user may mount one. */
  static boolean isAllowed() {
    return System.getProperty("user.name").equals("root");
  }

  static SmallDisk mount(Path directory, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Tool.run(
        "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString());
    return new SmallDisk(directory);
  }

  Path directory() {
    return directory;
  }

  /** Takes up this much of it. */
  void fill(int bytes) throws IOException {
    Files.write(directory.resolve(BALLAST), new byte[bytes]);
  }

  /** Gives back what was taken up. */
  void makeRoom() throws IOException {
    Files.delete(directory.resolve(BALLAST));
  }

  void readOnly(boolean yes) throws IOException, InterruptedException {
    Tool.run("mount", "-o", "remount," + (yes ? "ro" : "rw"), directory.toString());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Tool.run("umount", "-l", directory.toString());
  }
}
