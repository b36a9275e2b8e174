package dev.daybook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class Uuid7Test {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-02T03:04:05.678Z"));
  private final Uuid7 ids = new Uuid7((InstantSource) now::get);

  @Test
  void an_id_is_a_uuid_of_version_seven_that_begins_with_the_milliseconds() {
    var id = ids.next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.get().toEpochMilli());
  }

  @Test
  void ids_increase_strictly_within_a_millisecond_and_beyond_its_counter() {
    assertIncreasing(Stream.generate(ids::next).limit(10_000).toList());
  }

  @Test
  void ids_increase_strictly_when_the_clock_steps_back() {
    List<UUID> made = new ArrayList<>();
    for (var i = 0; i < 1_000; i++) {
      made.add(ids.next());
      var step = i % 3 == 0 ? -500 : 100;
      now.updateAndGet(time -> time.plus(Duration.ofMillis(step)));
    }
    assertIncreasing(made);
  }

  @Test
  void many_threads_never_get_the_same_id() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<UUID>> work = () -> Stream.generate(ids::next).limit(2_000).toList();
      List<UUID> all = new ArrayList<>();
      for (var done : executor.invokeAll(Collections.nCopies(8, work))) {
        assertIncreasing(done.get());
        all.addAll(done.get());
      }
      assertThat(all).doesNotHaveDuplicates().hasSize(16_000);
    }
  }

  private static void assertIncreasing(List<UUID> made) {
    assertThat(made.stream().map(UUID::toString).toList()).isSorted().doesNotHaveDuplicates();
  }
}
