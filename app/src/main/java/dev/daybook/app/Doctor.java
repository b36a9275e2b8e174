package dev.daybook.app;

import dev.daybook.doors.cli.Exit;
import dev.daybook.doors.cli.Settings;
import dev.daybook.kernel.DaybookException;
import dev.daybook.runtime.codec.JsonCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks at everything a start needs and says of each whether it is well, and what to do where it is
 * not.
 */
final class Doctor {
  private static final long LITTLE_SPACE = 500L << 20;

  private final Settings settings;
  private final PrintWriter out;
  private final List<Check> checks = new ArrayList<>();

  private record Check(String name, boolean well, String says) {}

  Doctor(Settings settings, PrintWriter out) {
    this.settings = settings;
    this.out = out;
  }

  Exit look() {
    check("version", true, "Daybook " + Version.TEXT + " on Java " + Runtime.version());
    var data = new DataDirectory(settings.data());
    folder(data);
    token(data);
    var running = data.server();
    if (running.isPresent()) {
      check(
          "server",
          true,
          "runs at " + running.get().address() + " as process " + running.get().pid());
    } else {
      check("server", true, "does not run; start it with 'daybook serve'");
      port();
      log();
    }
    var well = checks.stream().allMatch(Check::well);
    if (settings.json()) {
      out.println(new JsonCodec().write(Map.of("well", well, "checks", checks)));
    } else {
      checks.forEach(check ->
          out.printf("%-4s %-10s %s%n", check.well() ? "ok" : "BAD", check.name(), check.says()));
    }
    return well ? Exit.OK : Exit.AWAY;
  }

  private void check(String name, boolean well, String says) {
    checks.add(new Check(name, well, says));
  }

  private void folder(DataDirectory data) {
    try {
      data.create();
      check("data", true, data.folder() + " can be written to");
      var free = Files.getFileStore(data.folder()).getUsableSpace();
      check(
          "space",
          free > LITTLE_SPACE,
          (free >> 20)
              + " MiB are free"
              + (free > LITTLE_SPACE ? "" : "; make room, a full disk stops every write"));
    } catch (DaybookException | IOException wrong) {
      check("data", false, String.valueOf(wrong.getMessage()));
    }
  }

  private void token(DataDirectory data) {
    var file = data.folder().resolve("token");
    try {
      if (!Files.exists(file)) {
        check("token", true, "is made at the first start");
      } else if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        check(
            "token",
            mode.equals("rw-------"),
            mode.equals("rw-------")
                ? "is readable by its owner only"
                : "has mode " + mode + "; make it 0600");
      }
    } catch (IOException denied) {
      check("token", false, "cannot be looked at: " + denied.getMessage());
    }
  }

  private void port() {
    int port = settings.port().orElse(DaybookServer.DEFAULT_PORT);
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      check("port", true, socket.getLocalPort() + " is free");
    } catch (IOException | IllegalArgumentException taken) {
      check(
          "port",
          false,
          port + " cannot be had: " + taken.getMessage() + "; take another with --port");
    }
  }

  private void log() {
    try (var log = Daybook.log(settings)) {
      var head = log.head();
      check("log", true, head.log() + " holds " + head.position() + " events");
      var ahead = java.time.Duration.between(Daybook.CLOCK.instant(), head.time());
      check(
          "clock",
          ahead.toMinutes() < 1,
          ahead.toMinutes() < 1
              ? "agrees with the log"
              : "is "
                  + ahead
                  + " behind the newest event; new events get that event's time until it has caught"
                  + " up");
    } catch (DaybookException wrong) {
      check("log", false, String.valueOf(wrong.getMessage()));
    }
  }
}
