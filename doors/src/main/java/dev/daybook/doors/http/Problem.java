package dev.daybook.doors.http;

import dev.daybook.runtime.catalogue.Fault;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A problem document (RFC 9457).
 *
 * @param kind the row of the table of problems
 * @param code stable, lower snake case; the domain's own code for a refusal of the domain
 * @param detail one sentence: what was wrong and what to do
 * @param errors every fault of the input
 * @param facts what a refusal names: the allowed moves, the cycle, the current version
 */
public record Problem(
    Kind kind, String code, String detail, List<Fault> errors, Map<String, Object> facts) {
  public Problem {
    errors = List.copyOf(errors);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** Every kind of problem the door answers with; the page {@code /openapi} explains each. */
  public enum Kind {
    MALFORMED(
        400,
        "The request is malformed",
        "The body, a parameter or a header is not as declared; errors lists every fault."),
    NO_TOKEN(
        401,
        "No valid token",
        "Send 'Authorization: Bearer' with the text of the file 'token' in the data directory, or"
            + " sign in."),
    FORBIDDEN(
        403,
        "Not allowed",
        "The caller may not do this, or the page that sent the request is not Daybook's own."),
    NOT_FOUND(404, "Not found", "There is nothing at this address or under this id."),
    METHOD(
        405, "Method not allowed", "The address knows other methods; the header Allow lists them."),
    NOT_ACCEPTABLE(
        406,
        "Not acceptable",
        "The answer cannot be given in a form that the header Accept allows."),
    REFUSED(
        409,
        "Refused by the domain",
        "The state of the subject forbids it; the document names what is allowed instead."),
    CONFLICT(
        412,
        "The version is another",
        "Somebody changed the subject since you read it. Read it again and decide anew."),
    TOO_LARGE(413, "Too large", "The request is larger than the limit that the document names."),
    MEDIA_TYPE(
        415, "Unsupported media type", "Send the body as the media type that the document names."),
    MISDIRECTED(
        421,
        "Not this host",
        "The server answers only to the names of this machine's loopback address."),
    NOT_ACCEPTED(
        422,
        "The content is not accepted",
        "The request is well-formed, but its content cannot be taken."),
    TOO_MANY(429, "Too many requests", "Wait as long as the header Retry-After says."),
    FAULT(
        500,
        "A fault of the server",
        "The server's log holds the cause under the document's traceId."),
    UNAVAILABLE(
        503,
        "The store is away",
        "Wait as long as Retry-After says, then send the same request with the same"
            + " Idempotency-Key.");

    private final int status;
    private final String title;
    private final String help;

    Kind(int status, String title, String help) {
      this.status = status;
      this.title = title;
      this.help = help;
    }

    public int status() {
      return status;
    }

    public String title() {
      return title;
    }

    /** What it means and what to do. */
    public String help() {
      return help;
    }

    /** Where it is explained. */
    public String type() {
      return "/openapi#" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
