package dev.daybook.kernel.sequencer;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.RecordedEvent;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The bytes of consecutive events, and whether the hash of each follows from them and from the hash
 * that the event before it bears. Each link is looked at by itself, so many are on all processors.
 *
 * @param bytes as they are hashed
 * @param holds whether the link to the event before is right
 */
record Links(byte[][] bytes, boolean[] holds) {
  private static final int MANY = 256;

  /**
   * @param before the hash before the first of them
   */
  static Links of(List<RecordedEvent> events, Hash before) {
    var links = new Links(new byte[events.size()][], new boolean[events.size()]);
    var each = IntStream.range(0, events.size());
    (events.size() < MANY ? each : each.parallel())
        .forEach(index -> {
          var event = events.get(index);
          var bytes = EventBytes.encode(event);
          var previous = index == 0 ? before : events.get(index - 1).hash();
          links.bytes[index] = bytes;
          links.holds[index] = EventBytes.link(previous, bytes).equals(event.hash());
        });
    return links;
  }
}
