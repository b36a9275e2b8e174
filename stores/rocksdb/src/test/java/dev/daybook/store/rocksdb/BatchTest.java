package dev.daybook.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** What is put together in RocksDB's own form is what RocksDB reads; rows are read as written. */
final class BatchTest {
  @TempDir Path directory;

  @Test
  void every_kind_of_record_is_written_to_every_family_all_at_once() throws RocksDBException {
    var large = new byte[300_000];
    Arrays.fill(large, (byte) 7);
    try (var database = Database.open(directory.resolve("db"), Tuning.Mode.WRITING, false);
        var options = new WriteOptions()) {
      var first = new Batch(database);
      for (var family : Family.values()) {
        first.put(family, Keys.ascii("gone"), new byte[0]);
        first.put(family, Keys.ascii(family.name()), large);
      }
      first.write(options);
      var second = new Batch(database);
      for (var family : Family.values()) {
        second.delete(family, Keys.ascii("gone"));
        second.put(family, Keys.ascii("empty"), new byte[0]);
      }
      second.write(options);
      for (var family : Family.values()) {
        assertThat(database.get(family, Keys.ascii(family.name()))).isEqualTo(large);
        assertThat(database.get(family, Keys.ascii("empty"))).isEmpty();
        assertThat(database.get(family, Keys.ascii("gone"))).isNull();
      }
      assertThat(database.db().getLatestSequenceNumber()).isEqualTo(4L * Family.values().length);
    }
  }

  @Test
  void positions_come_back_whatever_stretches_they_form() {
    var random = new Random(41);
    for (var round = 0; round < 300; round++) {
      var positions = new ArrayList<Long>();
      var at = 1 + random.nextLong(1L << random.nextInt(1, 50));
      for (var left = 1 + random.nextInt(40); left > 0; left--) {
        positions.add(at);
        at += random.nextBoolean() ? 1 : 1 + random.nextInt(1_000_000);
      }
      var written = positions.stream().mapToLong(Long::longValue).toArray();
      var posting = new Posting(9, random.nextInt(1_000), written);
      var read = Posting.of(9, posting.bytes());
      assertThat(read.positions()).isEqualTo(written);
      assertThat(read.before()).isEqualTo(posting.before());
      assertThat(read.next()).isEqualTo(9L + written.length);
      assertThat(positions).allMatch(read::holds);
      assertThat(read.upTo(read.last())).isEqualTo(written.length);
      assertThat(read.upTo(read.first() - 1)).isZero();
    }
  }

  @Test
  void a_row_holds_as_many_events_as_fit_and_at_least_one() {
    var small = new Chunk.Stored(1, new byte[32], new byte[100]);
    var huge = new Chunk.Stored(1, new byte[32], new byte[1_000_000]);
    assertThat(Chunk.fitting(List.of(huge, small), 0)).isEqualTo(1);
    assertThat(Chunk.fitting(List.of(small, huge, small), 0)).isEqualTo(1);
    assertThat(Chunk.fitting(List.of(small, small, small), 1)).isEqualTo(2);
    assertThat(Chunk.fitting(Collections.nCopies(500, small), 0)).isLessThan(65);
    var chunk = Chunk.of(5, Chunk.row(List.of(small, huge, small)));
    assertThat(chunk.last()).isEqualTo(7);
    assertThat(chunk.at(6).bytes()).hasSize(1_000_000);
    assertThat(chunk.holds(8)).isFalse();
  }
}
