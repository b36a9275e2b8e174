package dev.daybook.store.postgres;

import static dev.daybook.store.postgres.Node.EVENTS;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.sequencer.Group;
import dev.daybook.testkit.Events;
import java.util.List;
import java.util.Map;

/** Groups as the sequencer makes them, for tests that stand in its place. */
final class Groups {
  private Groups() {}

  /** The first event of a stream, evaluated at a head. */
  static Group one(LogHead head, StreamId stream) {
    var event = EVENTS.event(stream);
    var append = EVENTS.append(event);
    var unlinked = recorded(head, append.id(), event, Hash.ZERO);
    var bytes = EventBytes.encode(unlinked);
    var linked = recorded(head, append.id(), event, EventBytes.link(head.hash(), bytes));
    var receipt =
        new Receipt(
            head.log(),
            head.epoch(),
            append.id(),
            linked.position(),
            linked.position(),
            Map.of(stream, linked.version()));
    return new Group(List.of(new Group.Sequenced(receipt, List.of(linked), List.of(bytes))));
  }

  private static RecordedEvent recorded(
      LogHead head,
      dev.daybook.kernel.log.AppendId id,
      dev.daybook.kernel.log.NewEvent event,
      Hash hash) {
    return new RecordedEvent(
        head.position().next(),
        event.stream(),
        new Version(1),
        event.id(),
        event.type(),
        head.time(),
        id,
        Events.SOMEBODY,
        event.tags(),
        event.data(),
        event.metadata(),
        hash);
  }
}
