package dev.daybook.bench;

import dev.daybook.bench.limit.Row;
import dev.daybook.kernel.Actor;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/**
 * Events as they occur: about 200 bytes of data and 100 of metadata. The texts are made before
 * anything is measured; ours and the limit take them from the same shelf.
 */
final class Payloads {
  static final Provenance FROM =
      new Provenance(Actor.token("bench"), "bench-correlation", null, "bench");
  static final EventType TYPE = new EventType(Row.TYPE, 1);
  static final JsonBytes METADATA =
      JsonBytes.of(
          "{\"trace\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"span\":\"00f067aa0ba902b7\",\"client\":\"daybook-bench/1.0\",\"n\":1}");

  private static final int TEXTS = 4_096;
  private static final JsonBytes[] SHELF = shelf();
  private static final int REST = lengthOfRest();

  private Payloads() {}

  static NewEvent event(StreamId stream, IdSource ids, long number) {
    return new NewEvent(stream, new EventId(ids.next()), TYPE, Set.of(), data(number), METADATA);
  }

  static JsonBytes data(long number) {
    return SHELF[(int) (number % TEXTS)];
  }

  /**
   * The row of the limit.
   *
   * @param rest of its stream, see {@link #rest}
   */
  static Row row(String stream, long version, byte[] rest) {
    return new Row(stream, version, data(version).utf8(), rest);
  }

  /**
   * What stands in for everything an event has beside its data, in the limit's table: metadata,
   * ids, provenance and hash, as many bytes as our row takes for them.
   */
  static byte[] rest(StreamId stream) {
    return new byte[REST + stream.toString().length()];
  }

  private static JsonBytes[] shelf() {
    var texts = new JsonBytes[TEXTS];
    for (var number = 0; number < TEXTS; number++) {
      texts[number] =
          JsonBytes.of(
              "{\"task\":\"0198c2f0-7b1a-7c3e-9a55-%012d\",\"name\":\"Mount the shelf in the upper room\",\"priority\":\"high\",\"effort\":%d,\"assignee\":\"person:alice\",\"tags\":[\"home\",\"tools\"],\"done\":false,\"note\":\"as agreed\"}"
                  .formatted(number, 10 + number % 40));
    }
    return texts;
  }

  private static int lengthOfRest() {
    var stream = new StreamId("bench", "x");
    var event = event(stream, new Uuid7(InstantSource.system()), 1);
    var recorded =
        new RecordedEvent(
            new Position(1),
            stream,
            new Version(1),
            event.id(),
            TYPE,
            Instant.EPOCH,
            new AppendId(event.id().value()),
            FROM,
            Set.of(),
            event.data(),
            event.metadata(),
            Hash.ZERO);
    return EventBytes.encode(recorded).length
        - event.data().length()
        - stream.toString().length()
        + Hash.LENGTH;
  }

  static int bytes() {
    return data(1).length() + METADATA.length();
  }
}
