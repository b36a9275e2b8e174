package dev.daybook.bench;

import dev.daybook.bench.http.Clients;
import dev.daybook.bench.http.EchoServer;
import dev.daybook.bench.limit.BackEnd;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.EventLog;
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

  private static final int WARM_UP = 2;

  /** The way of a command is long, and it takes many rounds until all of it is compiled. */
  private static final int MOST_ALONE = 60;

  /** So many rounds in a row that are no faster than one before show that it is. */
  private static final int STEADY = 10;

  private static final double FASTER = 1.02;

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

    /** The log that is served. */
    EventLog log();

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
        var changing = new Clients(served.port(), served.tokens())) {
      var tasks = changing.withTasks(TASKS);
      untilSteady(tasks);
      compare(served, tasks);
    }
  }

  private void compare(Served served, List<Clients.Client> tasks) throws Exception {
    try (var echo = EchoServer.start();
        var echoing = new Clients(echo.port(), served.tokens());
        var log = StoreProvider.openUrl(backEnd.url("beside"), clock, new Uuid7(clock));
        var limit = backEnd.limit("beside")) {
      var plain = echoing.plain();
      var writes = new WriteLoads(log, limit, new Uuid7(clock));
      var behind = new Latencies();
      var groups = new GroupSizes();
      var runs =
          rounds.turns(
              () -> {
                groups.follow(served.log());
                var run = sent(tasks);
                groups.followed(served.log());
                var before = System.nanoTime();
                served.settle();
                behind.add(System.nanoTime() - before);
                return run;
              },
              () -> writes.oursTogether(rounds.nanos()),
              () -> sent(plain));
      print(runs.get(0), runs.get(1), runs.get(2), behind, groups);
    }
  }

  private void untilSteady(List<Clients.Client> tasks) throws InterruptedException {
    var best = 0.0;
    var slower = 0;
    for (var round = 0; round < MOST_ALONE && slower < STEADY; round++) {
      var rate = sent(tasks).perSecond();
      slower = rate > FASTER * best ? 0 : slower + 1;
      best = Math.max(best, rate);
    }
    report.say("   steady at about %,.0f commands a second%n", best);
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
      List<Measured> ours,
      List<Measured> writers,
      List<Measured> echo,
      Latencies behind,
      GroupSizes groups) {
    var toWriters = new Rounds.Compared(ours, writers);
    var toEcho = new Rounds.Compared(ours, echo);
    report.line("HTTP beside W2 of the same store", toWriters);
    report.line("HTTP beside an echo of the same server", toEcho);
    report.say(
        "   ratio to the smaller of the two: %.2f",
        Math.max(toWriters.ratio(0.5), toEcho.ratio(0.5)));
    report.say("   a commit held %.1f commands", groups.mean());
    report.say(
        "   until the views had seen a round of %,d ms: %,.0f ms (median)",
        rounds.nanos() / 1_000_000, behind.micros(0.5)[0] / 1_000);
  }
}
