package dev.daybook.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.bench.limit.Limit;
import dev.daybook.bench.limit.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {Stores.SQLITE, Stores.ROCKSDB, Stores.POSTGRES})
  void a_plain_table_gives_back_in_order_what_was_written(String store) throws Exception {
    try (var backEnd = Stores.in(folder, store);
        var limit = backEnd.limit("rows")) {
      limit.write(rows("a", 1, 1));
      limit.write(rows("a", 2, 5));
      limit.bulk(rows("b", 6, 1_250));
      assertThat(all(limit))
          .isEqualTo(LongStream.rangeClosed(1, 1_250).mapToObj(String::valueOf).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Stores.SQLITE, Stores.ROCKSDB, Stores.POSTGRES})
  void a_plain_table_gives_back_one_stream_in_order(String store) throws Exception {
    try (var backEnd = Stores.in(folder, store);
        var limit = backEnd.limitOfStreams("streams")) {
      limit.bulk(rows("a", 1, 3));
      limit.bulk(rows("ab", 4, 6));
      limit.bulk(rows("a", 7, 7));
      var read = new ArrayList<String>();
      assertThat(limit.stream("a", payload -> read.add(text(payload)))).isEqualTo(4);
      assertThat(read).containsExactly("1", "2", "3", "7");
    }
  }

  @Test
  void a_listener_is_woken_and_has_the_row() throws Exception {
    try (var backEnd = Stores.in(folder, Stores.POSTGRES);
        var signal = backEnd.signal().orElseThrow()) {
      assertThat(signal.rowToListener(rows("a", 1, 1).getFirst())).isPositive();
      assertThat(signal.roundTrip()).isPositive();
      assertThat(signal.rowToListener(rows("a", 2, 2).getFirst())).isPositive();
    }
  }

  private static List<Row> rows(String stream, long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(number ->
            new Row(
                stream,
                number,
                String.valueOf(number).getBytes(StandardCharsets.UTF_8),
                new byte[10]))
        .toList();
  }

  private static List<String> all(Limit limit) throws Exception {
    var read = new ArrayList<String>();
    limit.all(payload -> read.add(text(payload)));
    return read;
  }

  private static String text(byte[] payload) {
    return new String(payload, StandardCharsets.UTF_8);
  }
}
