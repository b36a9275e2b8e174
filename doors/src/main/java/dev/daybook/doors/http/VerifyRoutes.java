package dev.daybook.doors.http;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.verify.Finding;
import dev.daybook.kernel.verify.HeadExport;
import dev.daybook.kernel.verify.RawLog;
import dev.daybook.kernel.verify.Verifier;
import dev.daybook.runtime.codec.JsonCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Walks the hash chain of the running server's log and tells its progress line by line. */
final class VerifyRoutes {
  private static final int MOST_HEAD = 4_096;

  private final EventLog log;
  private final JsonCodec json;

  VerifyRoutes(EventLog log, JsonCodec json) {
    this.log = log;
    this.json = json;
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            "/api/verify",
            new Route.Target.Fixed(
                "verify",
                "Walks the hash chain of the log. The body may be a head exported before, to check"
                    + " against. Answers lines of JSON: progress, then the result with every"
                    + " finding.",
                false,
                List.of(),
                (request, _) -> verify(request))));
  }

  private Response verify(Request request) {
    var body = new String(request.bytes(MOST_HEAD), StandardCharsets.UTF_8);
    var kept = body.isBlank() ? Optional.<HeadExport>empty() : Optional.of(head(body));
    return Response.streamed(200, "application/x-ndjson", out -> walk(kept, out));
  }

  private static HeadExport head(String body) {
    try {
      return HeadExport.parse(body, "The body");
    } catch (IllegalArgumentException wrong) {
      throw Problems.of(Problem.Kind.MALFORMED, "not_a_head", String.valueOf(wrong.getMessage()));
    }
  }

  private void walk(Optional<HeadExport> kept, OutputStream out) throws IOException {
    var raw = RawLog.of(log);
    var report =
        new Verifier(raw)
            .verify(checked -> line(out, Map.of("progress", Map.of("checked", checked))));
    var findings = new ArrayList<>(report.findings());
    kept.ifPresent(head -> findings.addAll(head.check(raw)));
    line(
        out,
        Map.of(
            "result",
            Map.of(
                "head",
                new HeadExport(report.head()).text(),
                "checked",
                report.checked(),
                "findings",
                findings.stream().map(VerifyRoutes::told).toList())));
  }

  private static Map<String, Object> told(Finding finding) {
    return Map.of(
        "position", finding.position().value(),
        "problem", finding.problem().name().toLowerCase(Locale.ROOT),
        "detail", finding.detail());
  }

  private void line(OutputStream out, Object value) {
    try {
      out.write(json.mapper().writeValueAsBytes(value));
      out.write('\n');
      out.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException("The client has gone", gone);
    }
  }
}
