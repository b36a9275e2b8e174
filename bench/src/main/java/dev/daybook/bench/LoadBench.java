package dev.daybook.bench;

import dev.daybook.bench.http.Clients;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.function.Supplier;

/**
 * Clients of a server that runs: each changes tasks of its own and looks at them now and then. What
 * they make stays there. It says how a server does from outside, and it shows the compiler of a new
 * one what its work will be.
 */
public final class LoadBench {
  private static final int TASKS = 50;

  /** So many commands come between looks. */
  private static final int COMMANDS = 20;

  private final int port;
  private final String token;
  private final int clients;
  private final Duration time;
  private final Report report;

  /**
   * @param token of the server
   * @param time how long they send
   */
  public LoadBench(int port, String token, int clients, Duration time, PrintWriter out) {
    this.port = port;
    this.token = token;
    this.clients = clients;
    this.time = time;
    this.report = new Report(out);
  }

  /** Sends and prints. */
  public void run() throws IOException, InterruptedException {
    try (var all = new Clients(port, Collections.nCopies(clients, token))) {
      var looks = new Latencies();
      var next = all.withTasks(TASKS).iterator();
      var run = Writers.run(clients, time.toNanos(), steps(next::next, looks));
      report.say(
          "%d clients: %,.0f requests a second, p50/p99/p99.9 %s us; looks of three queries %s us",
          clients, run.perSecond(), run.latencies().text(), looks.text());
    }
  }

  private static Supplier<Writers.Step> steps(Supplier<Clients.Client> next, Latencies looks) {
    return () -> {
      var client = next.get();
      return before -> {
        try {
          if (before % COMMANDS < COMMANDS - 1) {
            client.change();
          } else {
            look(client, looks);
          }
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      };
    };
  }

  private static void look(Clients.Client client, Latencies looks) throws IOException {
    var begun = System.nanoTime();
    client.look();
    synchronized (looks) {
      looks.add(System.nanoTime() - begun);
    }
  }
}
