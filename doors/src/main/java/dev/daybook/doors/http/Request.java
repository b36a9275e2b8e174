package dev.daybook.doors.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request, without the socket it came on.
 *
 * @param method in capitals
 * @param path as it was sent, percent-encoded, without the query
 * @param query decoded parameters in the order they were sent
 * @param body read at most once
 * @param caller who asks; empty when nobody has shown a token
 */
public record Request(
    String method,
    String path,
    Map<String, List<String>> query,
    Headers headers,
    InputStream body,
    Optional<Caller> caller) {

  /** A request made inside the program. */
  public static Request of(
      String method, String target, Map<String, List<String>> headers, byte[] body, Caller caller) {
    var mark = target.indexOf('?');
    return new Request(
        method,
        mark < 0 ? target : target.substring(0, mark),
        QueryText.parse(mark < 0 ? "" : target.substring(mark + 1)),
        Headers.of(headers),
        new ByteArrayInputStream(body),
        Optional.of(caller));
  }

  public Request by(Caller someone) {
    return new Request(method, path, query, headers, body, Optional.of(someone));
  }

  /** The first value of a query parameter. */
  public Optional<String> parameter(String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** All values of a query parameter, repeated or separated by commas. */
  public List<String> parameters(String name) {
    return query.getOrDefault(name, List.of()).stream()
        .flatMap(value -> java.util.Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /**
   * The whole body.
   *
   * @throws Refusal 413 when it has more bytes than {@code most}
   */
  byte[] bytes(int most) {
    try {
      var bytes = announced(most);
      if (bytes == null) {
        bytes = body.readNBytes(most + 1);
      }
      if (bytes.length > most) {
        throw Problems.tooLarge(most);
      }
      return bytes;
    } catch (IOException gone) {
      throw new UncheckedIOException("The request ended before its body did", gone);
    }
  }

  /** The body of a request that tells its length, which is most; null for any other. */
  private byte @Nullable [] announced(int most) throws IOException {
    var told = headers.first("Content-Length").orElse("");
    if (told.isEmpty() || told.length() > 9 || !isNumber(told)) {
      return null;
    }
    var length = Integer.parseInt(told);
    return length > most ? null : body.readNBytes(length);
  }

  private static boolean isNumber(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
