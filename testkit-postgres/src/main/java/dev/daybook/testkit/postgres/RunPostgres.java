package dev.daybook.testkit.postgres;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a server until the program is ended: {@code RunPostgres VERSION PORT DIRECTORY}, for benches
 * and for people. Port 0 takes a free one; what to connect to is printed.
 */
public final class RunPostgres {
  private RunPostgres() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 3) {
      System.err.println("Say: VERSION (16, 17 or 18) PORT (0 for a free one) DIRECTORY");
      System.exit(2);
    }
    var server =
        PostgresServer.start(
            Integer.parseInt(arguments[0]),
            Path.of(arguments[2]),
            Integer.parseInt(arguments[1]),
            Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "postgres-stop"));
    System.out.println(server.storeUrl("postgres"));
    new CountDownLatch(1).await();
  }
}
