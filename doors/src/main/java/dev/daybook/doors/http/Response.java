package dev.daybook.doors.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer, without the socket it goes to.
 *
 * @param headers one value a name
 */
public record Response(int status, Map<String, String> headers, Body body) {
  public Response {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** What an answer holds. */
  public sealed interface Body {
    /** All of it. */
    record Whole(byte[] bytes) implements Body {}

    /** Written as it comes into being; a flush reaches the other side at once. */
    record Streamed(Writer writer) implements Body {}
  }

  /** Writes an answer that has no known end. */
  @FunctionalInterface
  public interface Writer {
    void write(OutputStream out) throws IOException;
  }

  static Response of(int status, String type, byte[] bytes) {
    return new Response(status, Map.of("Content-Type", type), new Body.Whole(bytes));
  }

  static Response streamed(int status, String type, Writer writer) {
    return new Response(status, Map.of("Content-Type", type), new Body.Streamed(writer));
  }

  static Response empty(int status) {
    return new Response(status, Map.of(), new Body.Whole(new byte[0]));
  }

  static Response seeOther(String path) {
    return empty(303).with("Location", path);
  }

  public Response with(String name, String value) {
    return with(Map.of(name, value));
  }

  /** With all of these headers. */
  Response with(Map<String, String> further) {
    var more = new LinkedHashMap<>(headers);
    more.putAll(further);
    return new Response(status, more, body);
  }

  Response with(Body other) {
    return new Response(status, headers, other);
  }

  /** The value of a header. */
  public Optional<String> header(String name) {
    for (var header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return Optional.of(header.getValue());
      }
    }
    return Optional.empty();
  }

  /** The whole body; a streamed one is written to its end first. */
  public byte[] bytes() {
    return switch (body) {
      case Body.Whole(var bytes) -> bytes;
      case Body.Streamed(var writer) -> {
        var out = new ByteArrayOutputStream();
        try {
          writer.write(out);
        } catch (IOException impossible) {
          throw new UncheckedIOException(impossible);
        }
        yield out.toByteArray();
      }
    };
  }
}
