package dev.daybook.doors.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ends the handling of a request with a problem. Stays inside this package: the router turns it into an answer. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  Refusal(Problem problem, Map<String, String> headers) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
    this.headers = new LinkedHashMap<>(headers);
  }

  Problem problem() {
    return problem;
  }

  Map<String, String> headers() {
    return headers;
  }
}
