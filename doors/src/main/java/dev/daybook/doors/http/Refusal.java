package dev.daybook.doors.http;

import dev.daybook.kernel.DaybookException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ends the handling of a request with a problem. Stays inside this package: the router turns it
 * into an answer.
 */
final class Refusal extends DaybookException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  Refusal(Problem problem, Map<String, String> headers) {
    super(problem.detail());
    this.problem = problem;
    this.headers = new LinkedHashMap<>(headers);
  }

  Problem problem() {
    return problem;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** A value on its way out, not a fault: nobody reads where it came from. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
