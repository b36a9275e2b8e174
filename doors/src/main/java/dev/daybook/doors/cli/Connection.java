package dev.daybook.doors.cli;

import java.io.InputStream;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The way of a command to Daybook: over HTTP to the running server, or straight into the program.
 */
public interface Connection extends AutoCloseable {
  /** An answer: status, headers with lower-case names, whole body. */
  record Answer(int status, Map<String, String> headers, byte[] body) {}

  Answer send(String method, String target, Map<String, String> headers, byte[] body);

  /**
   * Sends a stream and reads the answer line by line as it comes. The lines of an answer that is no
   * success are in the body instead.
   */
  Answer stream(
      String method,
      String target,
      Map<String, String> headers,
      InputStream body,
      Consumer<String> line);

  /** Where it leads, for people: {@code the server at http://127.0.0.1:7400}. */
  String place();

  @Override
  void close();
}
