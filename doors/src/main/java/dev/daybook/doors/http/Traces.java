package dev.daybook.doors.http;

import java.util.UUID;

/** The id under which a request is found in the server's log. */
final class Traces {
  private Traces() {}

  /** The one the request brought along, or a new one. */
  static String of(Request request) {
    return Keys.trace(request).orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
  }
}
