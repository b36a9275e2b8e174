package dev.daybook.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is particular to memory; the contract itself is tested in the testkit. */
final class MemoryLogTest {
  private final Uuid7 ids = new Uuid7(InstantSource.system());
  private final LogId id = new LogId(ids.next());
  private final MemoryLog log = new MemoryLog(id, InstantSource.system(), 5);

  @Test
  void it_bears_the_id_it_was_given() {
    assertThat(log.head().log()).isEqualTo(id);
  }

  @Test
  void an_append_beyond_its_capacity_is_rolled_back_as_a_whole() {
    log.append(append(3));
    assertThatExceptionOfType(StoreException.RolledBack.class)
        .isThrownBy(() -> log.append(append(3)))
        .withMessageContaining("holds 3 of at most 5 events")
        .withMessageContaining("larger capacity");
    assertThat(log.head().position()).isEqualTo(new Position(3));
    assertThat(log.append(append(2))).isInstanceOf(AppendResult.Appended.class);
    assertThatExceptionOfType(StoreException.RolledBack.class)
        .isThrownBy(() -> log.append(append(1)));
  }

  @Test
  void a_full_log_still_knows_what_it_wrote() {
    var append = append(5);
    log.append(append);
    assertThat(log.append(append)).isInstanceOf(AppendResult.AlreadyAppended.class);
  }

  @Test
  void a_log_without_room_is_not_made() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemoryLog(id, InstantSource.system(), 0))
        .withMessageContaining("at least 1");
  }

  private Append append(int events) {
    var event =
        new NewEvent(
            StreamId.parse("task-1"),
            new EventId(ids.next()),
            new EventType("task.created", 1),
            Set.of(),
            JsonBytes.EMPTY,
            JsonBytes.EMPTY);
    return new Append(
        new AppendId(ids.next()),
        Stream.generate(() -> event).limit(events).toList(),
        List.of(),
        new Provenance(Actor.SYSTEM, "c", null, "test"));
  }
}
