package dev.daybook.bench;

import dev.daybook.bench.http.Clients;
import dev.daybook.bench.http.EchoServer;
import dev.daybook.bench.limit.BackEnd;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.StoreProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;

/**
 * Commands through the whole program: HTTP, token, catalogue, decision, durable append, answer;
 * beside it sixteen writers straight on the same kind of store (W2), and a server of the same make
 * that only echoes. What counts is the ratio to the smaller of the two.
 */
public final class HttpBench {
  private static final int TASKS = 50;

  /** The way of a command is long: it takes tens of thousands until all of it is compiled. */
  private static final int WARM_UP = 8;

  private final InstantSource clock = InstantSource.system();
  private final BackEnd backEnd;
  private final Program program;
  private final int clients;
  private final Rounds rounds;
  private final Report report;

  /** How the whole program is started. */
  public interface Program {
    /** Serves a store with as many tokens as there are clients. */
    Served serve(String store, int tokens) throws Exception;
  }

  /** The whole program, running. */
  public interface Served extends AutoCloseable {
    int port();

    List<String> tokens();

    /** Waits until the views have seen everything. */
    void settle();

    @Override
    void close();
  }

  /**
   * @param quick fewer and shorter rounds
   */
  public HttpBench(BackEnd backEnd, Program program, int clients, boolean quick, PrintWriter out) {
    this(
        backEnd,
        program,
        clients,
        new Rounds(WARM_UP, quick ? 5 : 11, quick ? 1_000_000_000L : 2_000_000_000L),
        out);
  }

  HttpBench(BackEnd backEnd, Program program, int clients, Rounds rounds, PrintWriter out) {
    this.backEnd = backEnd;
    this.program = program;
    this.clients = clients;
    this.rounds = rounds;
    this.report = new Report(out);
  }

  /** Measures and prints. */
  public void run() throws Exception {
    report.say(
        "%s; %d clients, task.update of about 200 bytes, %d tasks each; %d rounds in turns%n",
        backEnd.settings(), clients, TASKS, rounds.counted());
    report.heading();
    try (var served = program.serve(backEnd.url("http"), clients);
        var echo = EchoServer.start();
        var log = StoreProvider.openUrl(backEnd.url("beside"), clock, new Uuid7(clock));
        var limit = backEnd.limit("beside");
        var changing = new Clients(served.port(), served.tokens());
        var echoing = new Clients(echo.port(), served.tokens())) {
      var tasks = changing.withTasks(TASKS);
      var plain = echoing.plain();
      var writes = new WriteLoads(log, limit, new Uuid7(clock));
      var behind = new Latencies();
      var runs =
          rounds.turns(
              () -> {
                var run = sent(tasks);
                var before = System.nanoTime();
                served.settle();
                behind.add(System.nanoTime() - before);
                return run;
              },
              () -> writes.oursTogether(rounds.nanos()),
              () -> sent(plain));
      print(runs.get(0), runs.get(1), runs.get(2), behind);
    }
  }

  private Measured sent(List<Clients.Client> all) throws InterruptedException {
    Iterator<Clients.Client> next = all.iterator();
    return Writers.run(
        all.size(),
        rounds.nanos(),
        () -> {
          var client = next.next();
          return _ -> {
            try {
              client.change();
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
          };
        });
  }

  private void print(
      List<Measured> ours, List<Measured> writers, List<Measured> echo, Latencies behind) {
    var toWriters = new Rounds.Compared(ours, writers);
    var toEcho = new Rounds.Compared(ours, echo);
    report.line("HTTP beside W2 of the same store", toWriters);
    report.line("HTTP beside an echo of the same server", toEcho);
    report.say(
        "   ratio to the smaller of the two: %.2f",
        Math.max(toWriters.ratio(0.5), toEcho.ratio(0.5)));
    report.say(
        "   until the views had seen a round of %,d ms: %,.0f ms (median)",
        rounds.nanos() / 1_000_000, behind.micros(0.5)[0] / 1_000);
  }
}
