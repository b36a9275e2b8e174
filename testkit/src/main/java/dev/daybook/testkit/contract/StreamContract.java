package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stream: dense versions, reads from a version in both directions, page by page. */
public abstract class StreamContract extends StoreContract {
  private static final StreamId ONE = stream("task-1");
  private static final StreamId TEN = stream("task-10");

  @Test
  void P5_versions_are_dense_from_one_in_every_stream() {
    for (var i = 0; i < 5; i++) {
      write(events.append(events.event(ONE), events.event(TEN), events.event(ONE)));
    }
    assertThat(versions(forward(ONE, 1, 100)))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(versions(forward(TEN, 1, 100))).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void P5_the_version_of_a_stream_is_that_of_its_newest_event() {
    assertThat(log.version(ONE)).isEqualTo(Version.NONE);
    write(events.append(events.several(3, ONE)));
    assertThat(log.version(ONE)).isEqualTo(new Version(3));
    assertThat(log.version(TEN)).isEqualTo(Version.NONE);
    write(events.append(events.event(ONE)));
    assertThat(log.version(ONE)).isEqualTo(new Version(4));
  }

  @Test
  void a_stream_keeps_the_order_of_the_log() {
    write(events.append(events.several(4, ONE)));
    write(events.append(events.event(TEN)));
    write(events.append(events.several(4, ONE)));
    assertThat(positions(forward(ONE, 1, 100))).containsExactly(1L, 2L, 3L, 4L, 6L, 7L, 8L, 9L);
  }

  @Test
  void a_stream_is_read_forward_from_a_version_and_including_it() {
    write(events.append(events.several(6, ONE)));
    assertThat(versions(forward(ONE, 4, 100))).containsExactly(4L, 5L, 6L);
    assertThat(versions(forward(ONE, 0, 100))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(forward(ONE, 7, 100)).isEmpty();
  }

  @Test
  void a_stream_is_read_backward_from_a_version_and_including_it() {
    write(events.append(events.several(6, ONE)));
    assertThat(versions(backward(ONE, 3, 100))).containsExactly(3L, 2L, 1L);
    assertThat(versions(backward(ONE, 1, 100))).containsExactly(1L);
    assertThat(backward(ONE, 0, 100)).isEmpty();
  }

  @Test
  void a_backward_read_from_beyond_the_last_version_begins_at_the_last() {
    write(events.append(events.several(3, ONE)));
    assertThat(versions(backward(ONE, 9, 100))).containsExactly(3L, 2L, 1L);
    assertThat(versions(backward(ONE, Long.MAX_VALUE, 2))).containsExactly(3L, 2L);
  }

  @Test
  void a_page_of_a_stream_says_where_it_ends_and_whether_there_is_more() {
    write(events.append(events.event(TEN)));
    write(events.append(events.several(5, ONE)));
    var first = log.read(ONE, new Version(1), Direction.FORWARD, 3);
    assertThat(versions(first.events())).containsExactly(1L, 2L, 3L);
    assertThat(first.next()).isEqualTo(first.events().getLast().position());
    assertThat(first.end()).isFalse();
    var second = log.read(ONE, new Version(4), Direction.FORWARD, 3);
    assertThat(versions(second.events())).containsExactly(4L, 5L);
    assertThat(second.end()).isTrue();
    assertThat(log.read(ONE, new Version(3), Direction.FORWARD, 3).end())
        .as("exactly the rest")
        .isTrue();
    assertThat(log.read(ONE, new Version(5), Direction.BACKWARD, 4).end())
        .as("one is left")
        .isFalse();
    assertThat(log.read(ONE, new Version(4), Direction.BACKWARD, 4).end())
        .as("exactly the rest")
        .isTrue();
  }

  @Test
  void streams_with_similar_names_are_kept_apart() {
    var names =
        List.of(
            "task-1",
            "task-10",
            "task-1-0",
            "task_1-0",
            "tas-k1",
            "task-a",
            "task-A",
            "task-%",
            "task-_",
            "task-'\"\\");
    for (var name : names) {
      write(events.append(events.event(stream(name))));
    }
    for (var name : names) {
      assertThat(forward(stream(name), 1, 100))
          .as(name)
          .singleElement()
          .matches(event -> event.stream().equals(stream(name)));
    }
  }

  @Test
  void the_longest_stream_name_is_kept_whole() {
    var longest = new StreamId("c".repeat(60), "i".repeat(199) + "~");
    var other = new StreamId("c".repeat(60), "i".repeat(199) + "!");
    write(events.append(events.event(longest), events.event(other), events.event(longest)));
    assertThat(forward(longest, 1, 100))
        .hasSize(2)
        .allMatch(event -> event.stream().equals(longest));
  }

  private List<RecordedEvent> forward(StreamId stream, long from, int limit) {
    return log.read(stream, new Version(from), Direction.FORWARD, limit).events();
  }

  private List<RecordedEvent> backward(StreamId stream, long from, int limit) {
    return log.read(stream, new Version(from), Direction.BACKWARD, limit).events();
  }

  private static List<Long> versions(List<RecordedEvent> events) {
    return events.stream().map(event -> event.version().value()).toList();
  }
}
