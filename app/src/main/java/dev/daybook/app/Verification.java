package dev.daybook.app;

import dev.daybook.doors.cli.BadInput;
import dev.daybook.doors.cli.Connection;
import dev.daybook.doors.cli.Exit;
import dev.daybook.doors.cli.Settings;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.verify.Finding;
import dev.daybook.kernel.verify.HeadExport;
import dev.daybook.kernel.verify.RawLog;
import dev.daybook.kernel.verify.Verifier;
import dev.daybook.runtime.codec.JsonCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/** {@code daybook verify}: on the store itself, or asked of the server that holds it. */
final class Verification {
  private final Settings settings;
  private final Optional<Path> exportHead;
  private final Optional<Path> against;
  private final PrintWriter out;
  private final PrintWriter err;
  private final JsonCodec codec = new JsonCodec();

  Verification(
      Settings settings,
      Optional<Path> exportHead,
      Optional<Path> against,
      PrintWriter out,
      PrintWriter err) {
    this.settings = settings;
    this.exportHead = exportHead;
    this.against = against;
    this.out = out;
    this.err = err;
  }

  Exit of(EventLog log) {
    var raw = RawLog.of(log);
    var kept = against.map(Verification::read);
    var report = new Verifier(raw).verify(this::progress);
    var findings = new ArrayList<>(report.findings());
    kept.ifPresent(head -> findings.addAll(head.check(raw)));
    return tell(
        new HeadExport(report.head()).text(),
        report.checked(),
        findings.stream().map(Told::of).toList());
  }

  Exit over(Connection connection) {
    var body = against.map(file -> read(file).text()).orElse("");
    var last = new AtomicReference<String>("{}");
    var answer =
        connection.stream(
            "POST",
            "/api/verify",
            Map.of("Content-Type", "application/json"),
            body.isEmpty()
                ? InputStream.nullInputStream()
                : new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
            line -> {
              last.set(line);
              var step = codec.mapper().readTree(line).path("progress");
              if (!step.isMissingNode()) {
                progress(step.path("checked").asLong());
              }
            });
    if (answer.status() >= 400) {
      err.println("daybook: " + new String(answer.body(), StandardCharsets.UTF_8));
      return Exit.FAULT;
    }
    var result = codec.mapper().readTree(last.get()).path("result");
    var told = new ArrayList<Told>();
    for (JsonNode finding : result.path("findings")) {
      told.add(
          new Told(
              finding.path("position").asLong(),
              finding.path("problem").asString(),
              finding.path("detail").asString()));
    }
    return tell(result.path("head").asString(), result.path("checked").asLong(), told);
  }

  /** A finding as it is shown. */
  private record Told(long position, String problem, String detail) {
    static Told of(Finding finding) {
      return new Told(
          finding.position().value(),
          finding.problem().name().toLowerCase(java.util.Locale.ROOT),
          finding.detail());
    }
  }

  private Exit tell(String head, long checked, List<Told> findings) {
    exportHead.ifPresent(file -> write(file, head));
    if (settings.json()) {
      out.println(
          codec.write(
              Map.of("checked", checked, "clean", findings.isEmpty(), "findings", findings)));
    } else {
      findings.forEach(finding ->
          out.println(
              "position "
                  + finding.position()
                  + ": "
                  + finding.problem()
                  + ": "
                  + finding.detail()));
      out.println(
          findings.isEmpty()
              ? "The log is as it was written: " + checked + " events, every hash as it must be."
              : findings.size()
                  + " findings in "
                  + checked
                  + " events. Restore the log from a backup; do not write to it.");
    }
    return findings.isEmpty() ? Exit.OK : Exit.FAULT;
  }

  private void progress(long checked) {
    if (!settings.json() && checked % 100_000 == 0 && checked > 0) {
      err.println(checked + " events checked");
    }
  }

  private static HeadExport read(Path file) {
    try {
      return HeadExport.read(file);
    } catch (IOException missing) {
      throw new BadInput("The head " + file + " cannot be read: " + missing.getMessage() + ".");
    } catch (IllegalArgumentException wrong) {
      throw new BadInput(String.valueOf(wrong.getMessage()));
    }
  }

  private static void write(Path file, String head) {
    try {
      Files.writeString(file, head);
    } catch (IOException denied) {
      throw new BadInput(
          "The head cannot be written to " + file + ": " + denied.getMessage() + ".");
    }
  }
}
