package dev.daybook.app;

import dev.daybook.doors.cli.Connection;
import dev.daybook.doors.http.Caller;
import dev.daybook.doors.http.Headers;
import dev.daybook.doors.http.Limits;
import dev.daybook.doors.http.Request;
import dev.daybook.doors.http.Response;
import dev.daybook.doors.http.Router;
import dev.daybook.doors.security.Tokens;
import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.Position;
import dev.daybook.runtime.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Straight into the program, where no server runs: the same routes without a socket. */
final class LocalConnection implements Connection {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Engine engine;
  private final Router router;
  private final String place;

  LocalConnection(Engine engine, String place) {
    this.engine = engine;
    this.router = Router.of(engine, new TaskmasterImports(engine), Limits.DEFAULT, Version.TEXT);
    this.place = place;
  }

  @Override
  public Answer send(String method, String target, Map<String, String> headers, byte[] body) {
    var response = handle(method, target, headers, new ByteArrayInputStream(body));
    return new Answer(response.status(), lower(response), response.bytes());
  }

  @Override
  public Answer stream(
      String method,
      String target,
      Map<String, String> headers,
      InputStream body,
      Consumer<String> line) {
    var response = handle(method, target, headers, body);
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

  private Response handle(
      String method, String target, Map<String, String> headers, InputStream body) {
    if (method.equals("GET")) {
      catchUp();
    }
    var mark = target.indexOf('?');
    var given = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> given.put(name, List.of(value)));
    return router.handle(
        new Request(
            method,
            mark < 0 ? target : target.substring(0, mark),
            Request.of(method, target, given, new byte[0], caller()).query(),
            Headers.of(given),
            body,
            Optional.of(caller())));
  }

  /** A fresh process begins with views that may be behind; a reader waits for them. */
  private void catchUp() {
    Position head = engine.log().head().position();
    engine.projections().await(head, PATIENCE);
  }

  private static Caller caller() {
    return Caller.of(Actor.token(Tokens.OWNER), "cli");
  }

  private static Map<String, String> lower(Response response) {
    var headers = new HashMap<String, String>();
    response
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
    return headers;
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public void close() {
    try (engine) {
      router.close();
    }
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
