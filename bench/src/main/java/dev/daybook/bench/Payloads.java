package dev.daybook.bench;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.log.EventId;
import dev.daybook.kernel.log.EventType;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Provenance;
import dev.daybook.kernel.log.StreamId;
import java.util.Set;

/** Events as they occur: about 200 bytes of data and 100 of metadata. */
final class Payloads {
  static final Provenance FROM = new Provenance(Actor.token("bench"), "bench-correlation", null, "bench");
  private static final EventType TYPE = new EventType("bench.happened", 1);
  private static final JsonBytes METADATA =
      JsonBytes.of(
          "{\"trace\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"span\":\"00f067aa0ba902b7\",\"client\":\"daybook-bench/1.0\",\"n\":1}");

  private Payloads() {}

  static NewEvent event(StreamId stream, IdSource ids, long number) {
    return new NewEvent(stream, new EventId(ids.next()), TYPE, Set.of(), data(number), METADATA);
  }

  static JsonBytes data(long number) {
    return JsonBytes.of(
        "{\"task\":\"0198c2f0-7b1a-7c3e-9a55-%012d\",\"name\":\"Mount the shelf in the upper room\",\"priority\":\"high\",\"effort\":%d,\"assignee\":\"person:alice\",\"tags\":[\"home\",\"tools\"],\"done\":false,\"note\":\"as agreed\"}"
            .formatted(number, number % 40));
  }

  static int bytes() {
    return data(1).length() + METADATA.length();
  }
}
