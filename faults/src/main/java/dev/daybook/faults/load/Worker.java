package dev.daybook.faults.load;

import dev.daybook.faults.history.HistoryFile;
import dev.daybook.faults.history.Recorder;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StoreProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * A program of its own that works on a log until it has done its appends or is killed. Arguments:
 * URL, history, node, seed, writers, appends a writer, position of the follower's checkpoint, and
 * the follower's name where it is not the usual one.
 */
public final class Worker {
  private Worker() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var url = arguments[0];
    var node = arguments[2];
    var seed = Long.parseLong(arguments[3]);
    var writers = Integer.parseInt(arguments[4]);
    var appends = Integer.parseInt(arguments[5]);
    var checkpoint = new Position(Long.parseLong(arguments[6]));
    var follower = arguments.length > 7 ? arguments[7] : Load.FOLLOWER;
    var clock = InstantSource.system();
    var ids = new Uuid7(clock);
    try (var history = HistoryFile.open(Path.of(arguments[1]));
        var log = StoreProvider.openUrl(url, clock, ids)) {
      var recorder = new Recorder(history, node);
      recorder.opened(log);
      var load = new Load(log, recorder, ids, seed, node, follower);
      load.start(writers, appends, checkpoint);
      load.awaitWriters();
      load.stop();
    }
  }
}
