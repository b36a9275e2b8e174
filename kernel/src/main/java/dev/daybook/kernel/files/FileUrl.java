package dev.daybook.kernel.files;

import dev.daybook.kernel.log.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * {@code <scheme>:<path>?synchronous=full|normal&wait=<seconds>}: the URL of a log that is kept in
 * files of this machine.
 *
 * @param path the log's file or directory
 * @param synchronous whether an acknowledged append survives a power cut, or only a killed program
 * @param patience how long to wait for another process that holds the log
 */
public record FileUrl(Path path, Synchronous synchronous, Duration patience) {
  /** What an acknowledged append survives. */
  public enum Synchronous {
    /** A power cut. */
    FULL,
    /** A killed program, but not a power cut. */
    NORMAL
  }

  private static final Set<String> NETWORK =
      Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "fuse.sshfs", "webdav");

  /**
   * Reads a URL.
   *
   * @param store what the store is called in a refusal
   * @param scheme what its URLs begin with, without the colon
   * @throws IllegalArgumentException when it is not such a URL; the message names what is wrong
   */
  public static FileUrl parse(String store, String scheme, String url) {
    var prefix = scheme + ":";
    if (!url.startsWith(prefix)) {
      throw new IllegalArgumentException(
          "A " + store + " store URL begins with " + prefix + ", not '" + url + "'");
    }
    var rest = url.substring(prefix.length());
    var mark = rest.indexOf('?');
    var path = mark < 0 ? rest : rest.substring(0, mark);
    if (path.isEmpty()) {
      throw new IllegalArgumentException(
          "A %s store URL names where the log lies: %sdata/log.%s"
              .formatted(store, prefix, scheme));
    }
    var parsed =
        new FileUrl(Path.of(path).toAbsolutePath(), Synchronous.FULL, Duration.ofSeconds(10));
    if (mark >= 0) {
      for (var parameter : rest.substring(mark + 1).split("&")) {
        parsed = parsed.with(store, parameter);
      }
    }
    return parsed;
  }

  private FileUrl with(String store, String parameter) {
    var equals = parameter.indexOf('=');
    var name = equals < 0 ? parameter : parameter.substring(0, equals);
    var value = equals < 0 ? "" : parameter.substring(equals + 1);
    return switch (name) {
      case "synchronous" -> new FileUrl(path, synchronous(value), patience);
      case "wait" -> new FileUrl(path, synchronous, seconds(value));
      default ->
          throw new IllegalArgumentException(
              "A "
                  + store
                  + " store URL has the parameters synchronous and wait, not '"
                  + name
                  + "'");
    };
  }

  private static Synchronous synchronous(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "full" -> Synchronous.FULL;
      case "normal" -> Synchronous.NORMAL;
      default ->
          throw new IllegalArgumentException("synchronous is full or normal, not '" + value + "'");
    };
  }

  private static Duration seconds(String value) {
    try {
      return Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
    } catch (NumberFormatException notOne) {
      throw new IllegalArgumentException(
          "wait is a number of seconds, not '" + value + "'", notOne);
    }
  }

  /**
   * Makes the directory that the log and its lease lie in, if there is none.
   *
   * @param store what the store is called in a refusal
   * @throws StoreException.Deterministic when it cannot be made, or lies on a network file system
   */
  public void prepare(String store) {
    var parent = path.getParent();
    var directory = parent == null ? path : parent;
    try {
      Files.createDirectories(directory);
      var type = Files.getFileStore(directory).type();
      if (NETWORK.contains(type)) {
        throw new StoreException.Deterministic(
            directory
                + " lies on a network file system ("
                + type
                + "), where "
                + store
                + " loses data. Use a local disk.",
            null);
      }
    } catch (IOException failed) {
      throw new StoreException.Deterministic(
          "The directory "
              + directory
              + " cannot be made ("
              + failed.getMessage()
              + "). Name one that can be written.",
          failed);
    }
  }
}
