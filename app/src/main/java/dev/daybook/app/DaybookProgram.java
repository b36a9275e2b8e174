package dev.daybook.app;

import dev.daybook.doors.cli.BenchChoice;
import dev.daybook.doors.cli.Connection;
import dev.daybook.doors.cli.Exit;
import dev.daybook.doors.cli.Program;
import dev.daybook.doors.cli.Settings;
import dev.daybook.doors.security.Tokens;
import dev.daybook.kernel.log.StoreUrl;
import dev.daybook.runtime.catalogue.Catalogue;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** The program as the command line sees it. */
final class DaybookProgram implements Program {
  @Override
  public Catalogue catalogue() {
    return Catalogue.of(Contexts.all());
  }

  @Override
  public String version() {
    return Version.TEXT;
  }

  @Override
  public Connection connect(Settings settings) {
    var data = new DataDirectory(settings.data());
    var running = data.server().filter(server -> server.has(settings.store()));
    return running.isPresent()
        ? server(data, running.get())
        : new LocalConnection(Daybook.engine(settings), place(settings, data));
  }

  @Override
  public Connection connectToLog(Settings settings) {
    var data = new DataDirectory(settings.data());
    var running = data.server().filter(server -> server.has(settings.store()));
    return running.isPresent()
        ? server(data, running.get())
        : new LogConnection(Daybook.log(settings), place(settings, data));
  }

  private static String place(Settings settings, DataDirectory data) {
    return "the store " + StoreUrl.shown(settings.store().orElseGet(data::defaultStore));
  }

  private static Connection server(DataDirectory data, DataDirectory.Running running) {
    return new HttpConnection(
        running.address(), Tokens.of(data.folder(), Daybook.CLOCK).ownerToken());
  }

  @Override
  public Exit serve(Settings settings, PrintWriter out) {
    var stopped = new CountDownLatch(1);
    var server = DaybookServer.start(settings);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("daybook-stop")
                .unstarted(() -> {
                  server.close();
                  stopped.countDown();
                }));
    out.println(
        "Daybook " + Version.TEXT + " serves " + settings.data() + " at " + server.address());
    out.println("Sign in with a browser (once, within 10 minutes): " + server.signInLink());
    out.println("Stop with Ctrl-C. Import a plan with: daybook import taskmaster FILE");
    out.flush();
    try {
      stopped.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return Exit.OK;
  }

  @Override
  public Exit bench(Settings settings, BenchChoice choice, PrintWriter out) {
    return Benches.run(choice, settings, out);
  }

  @Override
  public Exit doctor(Settings settings, PrintWriter out) {
    return new Doctor(settings, out).look();
  }

  @Override
  public Exit token(
      Settings settings, String verb, List<String> names, PrintWriter out, PrintWriter err) {
    var data = new DataDirectory(settings.data());
    data.create();
    return new TokenCommands(Tokens.of(data.folder(), Daybook.CLOCK), settings.json(), out, err)
        .run(verb, names);
  }

  @Override
  public Exit signIn(Settings settings, PrintWriter out) {
    var data = new DataDirectory(settings.data());
    try (var connection = server(data, data.runningServer())) {
      var answer = connection.send("POST", "/api/sign-in-links", Map.of(), new byte[0]);
      out.println(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
      return answer.status() < 400 ? Exit.OK : Exit.NO_ACCESS;
    }
  }

  static String time(java.time.Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant.atOffset(ZoneOffset.UTC));
  }

  static org.slf4j.Logger logger() {
    return LoggerFactory.getLogger(DaybookProgram.class);
  }
}
