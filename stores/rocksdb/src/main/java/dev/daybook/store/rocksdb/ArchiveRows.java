package dev.daybook.store.rocksdb;

import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;

/** Which archives a log knows: first position → last position, done (0 or 1), digest, file. */
final class ArchiveRows {
  private ArchiveRows() {}

  static List<Archive> all(Database database) throws RocksDBException {
    var archives = new ArrayList<Archive>();
    try (var rows = database.iterator(Family.META)) {
      for (rows.seek(Keys.ARCHIVE);
          rows.isValid() && Keys.startsWith(rows.key(), Keys.ARCHIVE);
          rows.next()) {
        archives.add(of(Keys.last(rows.key()), ByteBuffer.wrap(rows.value())));
      }
      rows.status();
    }
    return archives;
  }

  static byte[] key(Archive archive) {
    return Keys.of(Keys.ARCHIVE, archive.first().value());
  }

  static byte[] bytes(Archive archive) {
    var file = archive.file().toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + 1 + Hash.LENGTH + file.length)
        .putLong(archive.last().value())
        .put((byte) (archive.done() ? 1 : 0))
        .put(archive.digest().bytes())
        .put(file)
        .array();
  }

  private static Archive of(long first, ByteBuffer row) {
    var last = row.getLong();
    var done = row.get() == 1;
    var digest = new byte[Hash.LENGTH];
    row.get(digest);
    var file = new byte[row.remaining()];
    row.get(file);
    return new Archive(
        new Position(first),
        new Position(last),
        Path.of(new String(file, StandardCharsets.UTF_8)),
        Hash.of(digest),
        done);
  }
}
