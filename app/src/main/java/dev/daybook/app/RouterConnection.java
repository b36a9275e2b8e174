package dev.daybook.app;

import dev.daybook.doors.cli.Connection;
import dev.daybook.doors.http.Caller;
import dev.daybook.doors.http.Headers;
import dev.daybook.doors.http.Request;
import dev.daybook.doors.http.Response;
import dev.daybook.doors.security.Tokens;
import dev.daybook.kernel.Actor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Straight into routes inside this process, without a socket, as the owner. */
abstract class RouterConnection implements Connection {
  private final String place;

  RouterConnection(String place) {
    this.place = place;
  }

  /** Answers a request. */
  abstract Response handle(Request request);

  @Override
  public Answer send(String method, String target, Map<String, String> headers, byte[] body) {
    var response = handle(request(method, target, headers, new ByteArrayInputStream(body)));
    return new Answer(response.status(), lower(response), response.bytes());
  }

  @Override
  public Answer stream(
      String method,
      String target,
      Map<String, String> headers,
      InputStream body,
      Consumer<String> line) {
    var response = handle(request(method, target, headers, body));
    if (response.status() >= 400) {
      return new Answer(response.status(), lower(response), response.bytes());
    }
    try (var out = new Lines(line)) {
      switch (response.body()) {
        case Response.Body.Whole(var bytes) -> out.write(bytes);
        case Response.Body.Streamed(var writer) -> writer.write(out);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("The answer was cut off", failed);
    }
    return new Answer(response.status(), lower(response), new byte[0]);
  }

  private static Request request(
      String method, String target, Map<String, String> headers, InputStream body) {
    var given = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> given.put(name, List.of(value)));
    var plain = Request.of(method, target, given, new byte[0], caller());
    return new Request(
        method, plain.path(), plain.query(), Headers.of(given), body, Optional.of(caller()));
  }

  private static Caller caller() {
    return Caller.of(Actor.token(Tokens.OWNER), "cli");
  }

  private static Map<String, String> lower(Response response) {
    var headers = new HashMap<String, String>();
    response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }

  @Override
  public String place() {
    return place;
  }

  /** Cuts what is written into lines. */
  private static final class Lines extends OutputStream {
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private final Consumer<String> line;

    Lines(Consumer<String> line) {
      this.line = line;
    }

    @Override
    public void write(int one) {
      if (one == '\n') {
        end();
      } else {
        open.write(one);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      var first = offset;
      for (var i = offset; i < offset + length; i++) {
        if (bytes[i] == '\n') {
          open.write(bytes, first, i - first);
          end();
          first = i + 1;
        }
      }
      open.write(bytes, first, offset + length - first);
    }

    private void end() {
      if (open.size() > 0) {
        line.accept(open.toString(StandardCharsets.UTF_8));
        open.reset();
      }
    }

    @Override
    public void close() {
      end();
    }
  }
}
