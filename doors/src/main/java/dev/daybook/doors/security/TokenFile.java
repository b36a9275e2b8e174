package dev.daybook.doors.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code tokens.json}: read whole, replaced whole, never half-written. A lock file beside it keeps
 * two processes from changing it at once. Both files are readable by their owner only, where the
 * file system knows owners.
 */
final class TokenFile {
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Path file;
  private final Path lock;
  private final JsonMapper mapper = JsonMapper.builder().build();

  TokenFile(Path folder) {
    this.file = folder.resolve("tokens.json");
    this.lock = folder.resolve("tokens.json.lock");
  }

  /** What tells one state of the file from another without reading it. */
  record Stamp(Object key, long modified, long size) {
    static final Stamp ABSENT = new Stamp("", 0, 0);
  }

  Stamp stamp() {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      var key = attributes.fileKey();
      return new Stamp(
          key == null ? "" : key,
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          attributes.size());
    } catch (IOException _) {
      return Stamp.ABSENT;
    }
  }

  List<Token> read() {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      var tokens = new ArrayList<Token>();
      for (var entry : mapper.readTree(Files.readAllBytes(file)).path("tokens").values()) {
        var revoked = entry.path("revoked").asString("");
        tokens.add(
            new Token(
                entry.path("name").asString(""),
                entry.path("hash").asString(""),
                Instant.parse(entry.path("created").asString("")),
                revoked.isEmpty() ? null : Instant.parse(revoked)));
      }
      return tokens;
    } catch (IOException fault) {
      throw new UncheckedIOException(
          "tokens.json cannot be read; check that it belongs to you", fault);
    } catch (JacksonException | java.time.DateTimeException damaged) {
      throw new IllegalStateException(
          "tokens.json is damaged; restore it, or delete it and make new tokens", damaged);
    }
  }

  /**
   * Reads, changes and replaces the file while no other process can; the tokens it holds
   * afterwards.
   */
  List<Token> change(UnaryOperator<List<Token>> change) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (var channel =
              FileChannel.open(
                  lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly());
          var held = held(channel)) {
        if (!held.isValid()) {
          throw new IOException("the lock beside tokens.json was lost");
        }
        var before = read();
        var after = change.apply(before);
        if (!after.equals(before)) {
          write(file, render(after));
        }
        return after;
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(
          "tokens.json cannot be written; check the data directory", fault);
    }
  }

  /**
   * The lock; a lock that this process holds elsewhere is waited for as one of another process is.
   */
  private static FileLock held(FileChannel channel) throws IOException {
    var deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException busy) {
        if (System.nanoTime() > deadline) {
          throw new IOException("the lock beside tokens.json is held for too long", busy);
        }
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /** Replaces a file with one that only its owner can read, all at once. */
  static void write(Path file, String text) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    var draft = Files.createTempFile(folder, file.getFileName().toString(), ".new", ownerOnly());
    try {
      try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private String render(List<Token> tokens) {
    var root = mapper.createObjectNode();
    var list = root.putArray("tokens");
    for (var token : tokens) {
      var entry = list.addObject();
      entry
          .put("name", token.name())
          .put("hash", token.hash())
          .put("created", token.created().toString());
      if (token.revoked() != null) {
        entry.put("revoked", token.revoked().toString());
      }
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static FileAttribute<?>[] ownerOnly() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> mode =
        Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)};
  }
}
