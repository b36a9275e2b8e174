package dev.daybook.testkit.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
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
      throw new IllegalArgumentException(
          "Say: VERSION (16, 17 or 18) PORT (0 for a free one) DIRECTORY");
    }
    var server =
        PostgresServer.start(
            Integer.parseInt(arguments[0]),
            Path.of(arguments[2]),
            Integer.parseInt(arguments[1]),
            Map.of());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "postgres-stop"));
    var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    out.println(server.storeUrl("postgres"));
    new CountDownLatch(1).await();
  }
}
