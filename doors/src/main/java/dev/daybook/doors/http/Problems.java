package dev.daybook.doors.http;

import dev.daybook.doors.http.Problem.Kind;
import dev.daybook.kernel.Rejection;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.runtime.catalogue.Fault;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.codec.JsonFaults;
import dev.daybook.runtime.projection.ViewException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/** The one place where what went wrong becomes a problem document. */
final class Problems {
  private static final String TYPE = "application/problem+json";

  private Problems() {}

  static Refusal of(Kind kind, String code, String detail) {
    return new Refusal(new Problem(kind, code, detail, List.of(), Map.of()), Map.of());
  }

  static Refusal bad(List<Fault> faults) {
    var detail =
        faults.size() == 1
            ? sentence(faults.getFirst())
            : faults.size()
                + " faults: "
                + sentence(faults.getFirst())
                + " The others stand in errors.";
    return new Refusal(
        new Problem(Kind.MALFORMED, "malformed", detail, faults, Map.of()), Map.of());
  }

  static Refusal bad(String pointer, String message, String expected) {
    return bad(List.of(new Fault(pointer, message, expected)));
  }

  static Refusal noToken(boolean shown) {
    var detail =
        shown
            ? "The token is unknown or revoked. Make a new one with 'daybook token add NAME'."
            : "Send 'Authorization: Bearer' with the text of the file 'token' in the data"
                + " directory.";
    return new Refusal(
        new Problem(
            Kind.NO_TOKEN, shown ? "token_invalid" : "token_missing", detail, List.of(), Map.of()),
        Map.of(
            "WWW-Authenticate",
            shown
                ? "Bearer realm=\"daybook\", error=\"invalid_token\""
                : "Bearer realm=\"daybook\""));
  }

  static Refusal notFound(String path) {
    return of(
        Kind.NOT_FOUND,
        "no_such_address",
        "There is nothing at " + shown(path) + ". The addresses stand in /openapi.json.");
  }

  static Refusal method(String method, String allow) {
    return new Refusal(
        new Problem(
            Kind.METHOD,
            "method_not_allowed",
            shown(method) + " is not known here; use " + allow + ".",
            List.of(),
            Map.of()),
        Map.of("Allow", allow));
  }

  static Refusal tooLarge(long most) {
    return new Refusal(
        new Problem(
            Kind.TOO_LARGE,
            "too_large",
            "The body may have at most " + most + " bytes. Send less, or several requests.",
            List.of(),
            Map.of("limit", most)),
        Map.of("Connection", "close"));
  }

  static Refusal mediaType(String expected) {
    return new Refusal(
        new Problem(
            Kind.MEDIA_TYPE,
            "media_type",
            "Send the body as " + expected + ".",
            List.of(),
            Map.of("expected", expected)),
        Map.of("Accept", expected));
  }

  static Refusal tooMany(Duration wait) {
    var seconds = Math.max(1, (wait.toMillis() + 999) / 1_000);
    return new Refusal(
        new Problem(
            Kind.TOO_MANY,
            "too_many_requests",
            "Try again in " + seconds + " s.",
            List.of(),
            Map.of("retryAfter", seconds)),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  /** A refusal of the domain; {@code pointer} names the command of a batch. */
  static Refusal rejected(Rejection why, String pointer) {
    var kind =
        switch (why.kind()) {
          case STATE -> Kind.REFUSED;
          case CONTENT -> Kind.NOT_ACCEPTED;
          case PERMISSION -> Kind.FORBIDDEN;
          case NOT_FOUND -> Kind.NOT_FOUND;
        };
    var errors =
        pointer.isEmpty() ? List.<Fault>of() : List.of(new Fault(pointer, why.message(), ""));
    return new Refusal(
        new Problem(kind, why.code(), why.message(), errors, why.details()), Map.of());
  }

  /** JSON that cannot be read. */
  static Refusal json(JacksonException failed) {
    return bad(
        "",
        "The body is not JSON" + JsonFaults.place(failed) + ": " + JsonFaults.why(failed) + ".",
        failed instanceof StreamConstraintsException
            ? "at most " + JsonCodec.MOST_DEPTH + " levels of nesting"
            : "one JSON object, every field once");
  }

  /** The store failed. */
  static Refusal store(StoreException fault) {
    var wait = Map.of("Retry-After", "1");
    return switch (fault) {
      case StoreException.RolledBack _ ->
          unavailable(
              "store_unavailable",
              "The store could not write and nothing was changed. Send it again.",
              wait);
      case StoreException.OutcomeUnknown _ ->
          unavailable(
              "outcome_unknown",
              "It may or may not have been written. Send it again with the same Idempotency-Key to"
                  + " learn the outcome.",
              wait);
      case StoreException.Held _ ->
          unavailable("store_held", "Another process holds the log; nothing was changed.", wait);
      case StoreException.Closed _ ->
          unavailable("store_closed", "The server is stopping; nothing was changed.", wait);
      case StoreException.Restoring restoring ->
          unavailable("restore_not_ended", String.valueOf(restoring.getMessage()), Map.of());
      case StoreException.Deterministic _ ->
          unavailable(
              "store_damaged",
              "The store cannot be used; the server's log and 'daybook verify' say why.",
              wait);
    };
  }

  /** The database of the views failed; the log is not touched by that. */
  static Refusal views(ViewException fault) {
    return unavailable(
        "views_unavailable",
        fault.retryable()
            ? "The database of the views is away; the log goes on. Ask again."
            : "The views cannot be read; the server's log says why. The log itself goes on.",
        fault.retryable() ? Map.of("Retry-After", "1") : Map.of());
  }

  private static Refusal unavailable(String code, String detail, Map<String, String> headers) {
    return new Refusal(new Problem(Kind.UNAVAILABLE, code, detail, List.of(), Map.of()), headers);
  }

  /** The answer for a problem. */
  static Response answer(
      Problem problem,
      String instance,
      String traceId,
      Map<String, String> headers,
      JsonCodec json) {
    var mapper = json.mapper();
    var root = mapper.createObjectNode();
    problem.facts().forEach((name, value) -> root.set(name, mapper.valueToTree(value)));
    var document = mapper.createObjectNode();
    document
        .put("type", problem.kind().type())
        .put("title", problem.kind().title())
        .put("status", problem.kind().status())
        .put("detail", problem.detail())
        .put("instance", instance)
        .put("code", problem.code())
        .put("traceId", traceId);
    var errors = document.putArray("errors");
    for (var fault : problem.errors()) {
      errors
          .addObject()
          .put("pointer", fault.pointer())
          .put("message", fault.message())
          .put("expected", fault.expected());
    }
    root.properties().forEach(fact -> document.putIfAbsent(fact.getKey(), fact.getValue()));
    var response = Response.of(problem.kind().status(), TYPE, mapper.writeValueAsBytes(document));
    for (var header : headers.entrySet()) {
      response = response.with(header.getKey(), header.getValue());
    }
    return response.with("Cache-Control", "no-store");
  }

  private static String sentence(Fault fault) {
    return fault.pointer().isEmpty() ? fault.message() : fault.pointer() + ": " + fault.message();
  }

  /** Input as it may stand in a message: no control characters, not too long. */
  static String shown(String input) {
    return "'" + cut(input.replaceAll("\\p{Cntrl}", "?")) + "'";
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
