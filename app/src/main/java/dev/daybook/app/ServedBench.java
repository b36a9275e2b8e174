package dev.daybook.app;

import dev.daybook.bench.HttpBench;
import dev.daybook.doors.cli.Settings;
import dev.daybook.doors.security.Tokens;
import dev.daybook.kernel.log.EventLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The whole program, served for the bench on a data directory of its own. */
final class ServedBench implements HttpBench.Served {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final DaybookServer server;
  private final List<String> tokens;

  private ServedBench(DaybookServer server, List<String> tokens) {
    this.server = server;
    this.tokens = tokens;
  }

  /** Serves a store, with tokens for so many clients. */
  static ServedBench start(Path data, String store, int clients) {
    var known = Tokens.of(data, Daybook.CLOCK);
    known.ownerToken();
    var tokens =
        IntStream.range(0, clients)
            .mapToObj(number -> known.issue("client-" + number).text())
            .toList();
    var settings = new Settings(data, Optional.of(store), Optional.of(0), false);
    return new ServedBench(DaybookServer.start(settings), tokens);
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public List<String> tokens() {
    return tokens;
  }

  @Override
  public void settle() {
    var engine = server.engine();
    engine.projections().await(engine.log().head().position(), PATIENCE);
  }

  @Override
  public EventLog log() {
    return server.engine().log();
  }

  @Override
  public void close() {
    server.close();
  }
}
