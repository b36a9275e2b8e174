package dev.daybook.doors.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries requests from Jetty to the gate and answers back. Nothing else knows Jetty but {@link
 * HttpServer}.
 */
final class JettyDoor extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(JettyDoor.class);

  private final Gate gate;
  private final Router router;

  JettyDoor(Gate gate, Router router) {
    this.gate = gate;
    this.router = router;
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request from,
      org.eclipse.jetty.server.Response to,
      Callback callback) {
    try {
      send(from, to, gate.handle(request(from)));
      callback.succeeded();
    } catch (Exception gone) {
      if (!to.isCommitted() && gone instanceof RuntimeException fault) {
        answerFault(from, to, fault, callback);
      } else {
        LOG.debug("{} ended early", from.getHttpURI().getPath(), gone);
        callback.failed(gone);
      }
    }
    return true;
  }

  private void answerFault(
      org.eclipse.jetty.server.Request from,
      org.eclipse.jetty.server.Response to,
      RuntimeException fault,
      Callback callback) {
    try {
      to.reset();
      var plain =
          new Request(
              from.getMethod(),
              "/",
              Map.of(),
              Headers.of(Map.of()),
              Content.Source.asInputStream(from),
              Optional.empty());
      send(from, to, router.failed(plain, fault));
      callback.succeeded();
    } catch (IOException | RuntimeException gone) {
      callback.failed(gone);
    }
  }

  private static Request request(org.eclipse.jetty.server.Request from) {
    Map<String, List<String>> headers = new HashMap<>();
    for (var field : from.getHeaders()) {
      headers
          .computeIfAbsent(field.getLowerCaseName(), _ -> new ArrayList<>())
          .add(String.valueOf(field.getValue()));
    }
    var uri = from.getHttpURI();
    var query = uri.getQuery();
    return new Request(
        from.getMethod(),
        uri.getPath(),
        QueryText.parse(query == null ? "" : query),
        Headers.of(headers),
        Content.Source.asInputStream(from),
        Optional.empty());
  }

  private static void send(
      org.eclipse.jetty.server.Request from, org.eclipse.jetty.server.Response to, Response answer)
      throws IOException {
    to.setStatus(answer.status());
    answer.headers().forEach((name, value) -> to.getHeaders().put(name, value));
    var head = from.getMethod().equals("HEAD");
    switch (answer.body()) {
      case Response.Body.Whole(var bytes) -> {
        if (answer.status() != 304 && answer.status() != 204) {
          to.getHeaders().put("Content-Length", bytes.length);
        }
        // a body that nobody reads ends the connection, and the answer has to say so
        if (!from.consumeAvailable()) {
          to.getHeaders().put("Connection", "close");
        }
        write(to, true, head ? new byte[0] : bytes);
      }
      case Response.Body.Streamed(var writer) -> {
        if (head) {
          write(to, true, new byte[0]);
          return;
        }
        write(to, false, new byte[0]);
        try (var out = Content.Sink.asOutputStream(to)) {
          writer.write(out);
        } catch (UncheckedIOException gone) {
          throw gone.getCause();
        }
      }
    }
  }

  private static void write(org.eclipse.jetty.server.Response to, boolean last, byte[] bytes)
      throws IOException {
    try (var blocker = org.eclipse.jetty.util.Blocker.callback()) {
      to.write(last, ByteBuffer.wrap(bytes), blocker);
      blocker.block();
    }
  }
}
