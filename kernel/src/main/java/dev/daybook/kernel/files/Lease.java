package dev.daybook.kernel.files;

import dev.daybook.kernel.log.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a log, held by one process. The operating system gives it back when the
 * process dies, however it dies. What stands in the file is for people: who holds it.
 */
public final class Lease implements AutoCloseable {
  /** Far behind the text, because on some systems a locked stretch cannot be read. */
  private static final long LOCKED_BYTE = Integer.MAX_VALUE;

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private final FileChannel channel;
  private final FileLock lock;

  private Lease(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the lease of a log. It lies beside the log, under its name and {@code .lock}.
   *
   * @param wait how long to wait for another holder
   * @throws StoreException.Held when somebody else keeps it all that time; the message says who
   * @throws StoreException.Deterministic when the lease cannot be written
   */
  public static Lease take(Path log, Duration wait) {
    var file = log.resolveSibling(log.getFileName() + ".lock");
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        var lock = lock(channel, wait);
        if (lock == null) {
          var holder = holder(file);
          throw new StoreException.Held(
              log
                  + " is held by another process: "
                  + holder
                  + ". Use that server, or stop it first.");
        }
        var lease = new Lease(channel, lock);
        lease.sign(whoWeAre());
        return lease;
      } catch (IOException | RuntimeException failed) {
        channel.close();
        throw failed;
      }
    } catch (IOException failed) {
      throw new StoreException.Deterministic(
          file
              + " cannot be written ("
              + failed.getMessage()
              + "). Give this user write permission on the directory.",
          failed);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel, Duration wait) throws IOException {
    var deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      var lock = tryLock(channel);
      if (lock != null
          || System.nanoTime() - deadline >= 0
          || Thread.currentThread().isInterrupted()) {
        return lock;
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException _) {
      return null; // this very process has it open
    }
  }

  private static String holder(Path file) throws IOException {
    var text = Files.readString(file).strip().replace('\n', ',').replace(",", ", ");
    return text.isEmpty() ? "unknown" : text;
  }

  private static String whoWeAre() {
    var self = ProcessHandle.current();
    var program = System.getProperty("sun.java.command", "java");
    var words = program.split(" ", 3);
    var command = words.length > 1 ? words[0] + " " + words[1] : words[0];
    return "pid "
        + self.pid()
        + "\nsince "
        + Instant.ofEpochMilli(System.currentTimeMillis())
        + "\ncommand "
        + command
        + "\n";
  }

  private void sign(String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  /**
   * Gives it back. The file stays: removing it would let two processes lock two files of one name.
   */
  @Override
  public void close() {
    try (channel) {
      channel.truncate(0);
      lock.release();
    } catch (IOException gone) {
      throw new StoreException.RolledBack(
          "The lease of the log could not be given back: " + gone.getMessage(), gone);
    }
  }
}
