package dev.daybook.kernel.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.Actor;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EventBytesTest {
  /** Format 1 as it was first written. Old logs hold such bytes: this text never changes. */
  private static final String GOLDEN =
      "0100" // format, encoding
          + "0000000000000007" // position
          + "0006475ef64cf346" // time
          + "0000000000000003" // version
          + "0198aaaabbbb7ccc8ddd000000000001" // event id
          + "0198aaaabbbb7ccc8ddd000000000002" // append id
          + "00000002" // schema version
          + "00000006"
          + "7461736b2d31" // task-1
          + "0000000c"
          + "7461736b2e73746172746564" // task.started
          + "0000000c"
          + "706572736f6e3a616c696365" // person:alice
          + "00000002"
          + "c3a4" // correlation ä
          + "ffffffff" // no causation
          + "00000003"
          + "636c69" // cli
          + "00000002"
          + "00000003"
          + "613a31"
          + "00000003"
          + "623a32" // tags a:1, b:2
          + "00000002"
          + "7b7d" // metadata
          + "00000007"
          + "7b2261223a317d"; // data {"a":1}

  @Test
  void format_one_is_written_as_it_was_first_written() {
    assertThat(HexFormat.of().formatHex(EventBytes.encode(event(null)))).isEqualTo(GOLDEN);
  }

  @Test
  void format_one_is_read_as_it_was_first_written() {
    assertThat(EventBytes.decode(HexFormat.of().parseHex(GOLDEN), Hash.ZERO))
        .isEqualTo(event(null));
  }

  @Test
  void a_causation_is_kept() {
    var event = event("k1");
    assertThat(EventBytes.decode(EventBytes.encode(event), Hash.ZERO)).isEqualTo(event);
    assertThat(EventBytes.encode(event)).isNotEqualTo(EventBytes.encode(event(null)));
  }

  @Test
  void every_flipped_byte_changes_the_hash() {
    var bytes = EventBytes.encode(event("k1"));
    var hash = EventBytes.link(Hash.ZERO, bytes);
    for (var i = 0; i < bytes.length; i++) {
      var changed = bytes.clone();
      changed[i] ^= 1;
      assertThat(EventBytes.link(Hash.ZERO, changed)).as("byte %s", i).isNotEqualTo(hash);
    }
    assertThat(EventBytes.link(hash, bytes)).as("after another event").isNotEqualTo(hash);
  }

  @Test
  void the_link_is_sha_256_over_the_hash_before_and_the_bytes() {
    assertThat(EventBytes.link(Hash.ZERO, new byte[0]))
        .hasToString("66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
  }

  @Test
  void bytes_of_another_format_or_encoding_are_refused_by_name() {
    var newer = EventBytes.encode(event(null));
    newer[0] = 2;
    refused(newer, "format 2");
    var encrypted = EventBytes.encode(event(null));
    encrypted[1] = 9;
    refused(encrypted, "encoding 9");
  }

  @Test
  void every_cut_is_refused_as_damaged() {
    var bytes = EventBytes.encode(event("k1"));
    for (var length = 0; length < bytes.length; length++) {
      refused(Arrays.copyOf(bytes, length), "not an event");
    }
  }

  @Test
  void a_length_that_was_changed_is_refused_as_damaged() {
    var bytes = EventBytes.encode(event(null));
    bytes[2 + 24 + 32 + 4] = 0x7f;
    refused(bytes, "not an event");
  }

  @Test
  void time_is_whole_microseconds_on_both_sides_of_1970() {
    for (var text :
        new String[] {
          "1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z", "2026-11-21T07:00:00.123456Z"
        }) {
      assertThat(EventBytes.time(EventBytes.micros(Instant.parse(text))))
          .isEqualTo(Instant.parse(text));
    }
    assertThat(EventBytes.time(EventBytes.micros(Instant.parse("2026-11-21T07:00:00.123456999Z"))))
        .isEqualTo(Instant.parse("2026-11-21T07:00:00.123456Z"));
  }

  private static void refused(byte[] bytes, String telling) {
    assertThatExceptionOfType(StoreException.Deterministic.class)
        .isThrownBy(() -> EventBytes.decode(bytes, Hash.ZERO))
        .withMessageContaining(telling);
  }

  private static RecordedEvent event(@Nullable String causation) {
    return new RecordedEvent(
        new Position(7),
        StreamId.parse("task-1"),
        new Version(3),
        new EventId(UUID.fromString("0198aaaa-bbbb-7ccc-8ddd-000000000001")),
        new EventType("task.started", 2),
        Instant.parse("2026-01-02T03:04:05.000006Z"),
        new AppendId(UUID.fromString("0198aaaa-bbbb-7ccc-8ddd-000000000002")),
        new Provenance(Actor.person("alice"), "ä", causation, "cli"),
        Set.of(Tag.of("b", 2), Tag.of("a", 1)),
        JsonBytes.of("{\"a\":1}"),
        JsonBytes.EMPTY,
        Hash.ZERO);
  }
}
