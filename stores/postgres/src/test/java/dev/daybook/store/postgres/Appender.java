package dev.daybook.store.postgres;

import dev.daybook.kernel.log.AppendResult;
import dev.daybook.testkit.Events;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * A program of its own that appends with sixteen writers until it is killed, and prints every
 * acknowledgement.
 */
final class Appender {
  private Appender() {}

  public static void main(String[] arguments) throws InterruptedException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var node = Node.at(arguments[0]);
    out.println("open");
    var writers = new ArrayList<Thread>();
    for (var writer = 0; writer < 16; writer++) {
      var stream = Events.stream("task-" + arguments[1] + "-" + writer);
      writers.add(
          Thread.ofVirtual()
              .start(() -> {
                while (node.log().append(Node.EVENTS.append(Node.EVENTS.several(2, stream)))
                    instanceof AppendResult.Appended done) {
                  out.println(done.receipt().append() + " " + done.receipt().first() + " end");
                }
              }));
    }
    for (var writer : writers) {
      writer.join();
    }
  }
}
