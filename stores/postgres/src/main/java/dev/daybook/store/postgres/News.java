package dev.daybook.store.postgres;

import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.LogHead;
import dev.daybook.kernel.log.LogId;
import dev.daybook.kernel.log.Position;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What nodes tell each other. Nothing depends on it but how soon they look. */
sealed interface News {
  /** A node is there and listens. */
  record Here(UUID node) implements News {}

  /** A node has moved the head. */
  record Moved(UUID node, LogHead head) implements News {}

  UUID node();

  /** The news as they are sent. */
  static String text(News news) {
    return switch (news) {
      case Here(var node) -> "here " + node;
      case Moved(var node, var head) ->
          "moved %s %s %s %d %d %s"
              .formatted(
                  node,
                  head.log(),
                  head.position(),
                  head.epoch(),
                  EventBytes.micros(head.time()),
                  head.hash());
    };
  }

  /** What was sent; null when it is none of these, as a newer program may send. */
  static @Nullable News parse(String text) {
    var words = text.split(" ");
    try {
      return switch (words[0]) {
        case "here" -> new Here(UUID.fromString(words[1]));
        case "moved" ->
            new Moved(
                UUID.fromString(words[1]),
                new LogHead(
                    LogId.parse(words[2]),
                    Long.parseLong(words[4]),
                    new Position(Long.parseLong(words[3])),
                    Hash.parse(words[6]),
                    EventBytes.time(Long.parseLong(words[5]))));
        default -> null;
      };
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notOurs) {
      return null;
    }
  }
}
