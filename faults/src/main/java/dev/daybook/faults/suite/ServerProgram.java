package dev.daybook.faults.suite;

import dev.daybook.testkit.postgres.PostgresServer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A PostgreSQL server in a program of its own, so that it can be traced. Arguments: version,
 * directory, settings as {@code name=value}. Prints what to connect to; ends when it is asked to.
 */
public final class ServerProgram {
  private ServerProgram() {}

  /** Runs it. */
  public static void main(String[] arguments) throws InterruptedException {
    Map<String, String> settings = new HashMap<>();
    for (var setting : List.of(arguments).subList(2, arguments.length)) {
      var equals = setting.indexOf('=');
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    var server =
        PostgresServer.start(Integer.parseInt(arguments[0]), Path.of(arguments[1]), 0, settings);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "server-stop"));
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(server.storeUrl("postgres"));
    new CountDownLatch(1).await();
  }
}
