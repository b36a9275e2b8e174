package dev.daybook.doors.http;

import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.verify.Finding;
import dev.daybook.kernel.verify.HeadExport;
import dev.daybook.kernel.verify.RawLog;
import dev.daybook.kernel.verify.Verifier;
import dev.daybook.kernel.verify.Verifier.Range;
import dev.daybook.runtime.catalogue.Fault;
import dev.daybook.runtime.codec.JsonCodec;
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
  private final Told told;

  VerifyRoutes(EventLog log, JsonCodec json) {
    this.log = log;
    this.told = new Told(json);
  }

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            "/api/verify",
            new Route.Target.Fixed(
                "verify",
                "Walks the hash chain of the log, or of a range of it. The body may be a head"
                    + " exported before, to check against. Answers lines of JSON: progress, then"
                    + " the result with every finding.",
                false,
                List.of(
                    new Route.Parameter("from", "first position (1)"),
                    new Route.Parameter("to", "last position (the head)")),
                (request, _) -> verify(request))));
  }

  private Response verify(Request request) {
    var body = new String(request.bytes(MOST_HEAD), StandardCharsets.UTF_8);
    var kept = body.isBlank() ? Optional.<HeadExport>empty() : Optional.of(head(body));
    var range = range(request);
    return told.lines(request, progress -> walk(range, kept, progress));
  }

  private static Range range(Request request) {
    var faults = new ArrayList<Fault>();
    var in = new EventFilter.Parameters(request, faults);
    var from = in.number("from", 1, 1, Long.MAX_VALUE);
    var to = in.number("to", Long.MAX_VALUE, from, Long.MAX_VALUE);
    in.refuse();
    return new Range(new Position(from), new Position(to));
  }

  private static HeadExport head(String body) {
    try {
      return HeadExport.parse(body, "The body");
    } catch (IllegalArgumentException wrong) {
      throw Problems.of(Problem.Kind.MALFORMED, "not_a_head", String.valueOf(wrong.getMessage()));
    }
  }

  private Map<String, Object> walk(Range range, Optional<HeadExport> kept, Told.Progress progress) {
    var raw = RawLog.of(log);
    var report =
        new Verifier(raw)
            .verify(range, (checked, of) -> progress.at(Map.of("checked", checked, "total", of)));
    var findings = new ArrayList<>(report.findings());
    kept.ifPresent(head -> findings.addAll(head.check(raw)));
    return Map.of(
        "head",
        new HeadExport(report.head()).text(),
        "checked",
        report.checked(),
        "findings",
        findings.stream().map(VerifyRoutes::told).toList());
  }

  private static Map<String, Object> told(Finding finding) {
    return Map.of(
        "position", finding.position().value(),
        "problem", finding.problem().name().toLowerCase(Locale.ROOT),
        "detail", finding.detail());
  }
}
