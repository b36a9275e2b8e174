package dev.daybook.doors.http;

import dev.daybook.doors.http.Problem.Kind;
import dev.daybook.runtime.codec.JsonCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Problem documents for requests that Jetty refuses before any route sees them: broken lines,
 * headers or addresses.
 */
final class PlainErrors implements Request.Handler {
  private final JsonCodec json;

  PlainErrors(JsonCodec json) {
    this.json = json;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var kind =
        switch (response.getStatus()) {
          case 400, 414, 431, 505 -> Kind.MALFORMED;
          case 404 -> Kind.NOT_FOUND;
          case 413 -> Kind.TOO_LARGE;
          case 503 -> Kind.UNAVAILABLE;
          default -> Kind.FAULT;
        };
    var problem = new Problem(kind, "http", kind.help(), List.of(), Map.of());
    var trace = UUID.randomUUID().toString().replace("-", "");
    var answer = Problems.answer(problem, "", trace, Map.of(), json);
    response.setStatus(kind.status());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    response.write(true, ByteBuffer.wrap(answer.bytes()), callback);
    return true;
  }
}
