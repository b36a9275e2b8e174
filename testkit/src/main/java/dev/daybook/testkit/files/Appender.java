package dev.daybook.testkit.files;

import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.log.StreamId;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;

/**
 * A program of its own that appends to the log of a URL with sixteen writers until it is killed,
 * and prints every acknowledgement.
 */
final class Appender {
  private Appender() {}

  public static void main(String[] arguments) throws InterruptedException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var log =
        StoreProvider.openUrl(arguments[0] + "?wait=0", InstantSource.system(), LogInFiles.IDS);
    out.println("open");
    var writers = new ArrayList<Thread>();
    for (var writer = 0; writer < 16; writer++) {
      var stream = new StreamId("task", "writer-" + writer);
      writers.add(
          Thread.ofVirtual()
              .start(() -> {
                while (log.append(
                        LogInFiles.EVENTS.append(
                            LogInFiles.EVENTS.event(stream), LogInFiles.EVENTS.event(stream)))
                    instanceof AppendResult.Appended done) {
                  out.println(
                      done.receipt().append()
                          + " "
                          + done.receipt().first()
                          + " "
                          + done.receipt().last());
                }
              }));
    }
    for (var writer : writers) {
      writer.join();
    }
  }
}
