package dev.daybook.doors.http;

import dev.daybook.doors.security.Tokens;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.projection.SqliteViews;
import dev.daybook.runtime.projection.ViewDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server over a shelf of books on a port of its own, and a client that speaks to it. */
final class Door implements AutoCloseable {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  final Engine engine;
  final Tokens tokens;
  final String token;
  final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Door(Engine engine, Tokens tokens, HttpServer server) {
    this.engine = engine;
    this.tokens = tokens;
    this.token = tokens.ownerToken();
    this.server = server;
  }

  static Door open(Path folder) {
    return open(folder, Limits.DEFAULT);
  }

  static Door open(Path folder, Limits limits) {
    return open(folder, limits, SqliteViews.memory());
  }

  static Door open(Path folder, Limits limits, ViewDatabase views) {
    var clock = InstantSource.system();
    var ids = new Uuid7(clock);
    var engine =
        Engine.start(new MemoryLog(ids, clock), views, List.of(new ShelfContext()), clock, ids);
    var tokens = Tokens.of(folder, clock);
    tokens.ownerToken();
    var server =
        HttpServer.start(
            new HttpServer.Setup(0, "0.0.0-test").with(limits), engine, new LineCounter(), tokens);
    return new Door(engine, tokens, server);
  }

  /** An answer with its body as text and as JSON. */
  record Answer(HttpResponse<byte[]> raw) {
    int status() {
      return raw.statusCode();
    }

    String text() {
      return new String(raw.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return MAPPER.readTree(raw.body());
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String target, String... headers) {
    return send("GET", target, null, headers);
  }

  Answer post(String target, String body, String... headers) {
    return send("POST", target, body, headers);
  }

  /** With the owner's token unless the headers say otherwise. */
  Answer send(String method, String target, String body, String... headers) {
    return new Answer(
        exchange(request(method, target, body, headers), HttpResponse.BodyHandlers.ofByteArray()));
  }

  /** Sends without following the answer to its end. */
  HttpResponse<InputStream> stream(String target, String... headers) {
    return exchange(
        request("GET", target, null, headers), HttpResponse.BodyHandlers.ofInputStream());
  }

  private HttpRequest request(String method, String target, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(server.address() + target))
            .timeout(Duration.ofSeconds(20));
    var publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    request.method(method, publisher);
    if (List.of(headers).stream()
        .noneMatch(name ->
            name.equals("Authorization") || name.equals("Cookie") || name.equals("No-Token"))) {
      request.header("Authorization", "Bearer " + token);
    }
    for (var i = 0; i + 1 < headers.length; i += 2) {
      if (!headers[i].equals("No-Token")) {
        request.header(headers[i], headers[i + 1]);
      }
    }
    return request.build();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** A new book; its answer. */
  JsonNode book(String name) {
    var answer = post("/api/books", MAPPER.writeValueAsString(Map.of("name", name)));
    if (answer.status() != 201) {
      throw new AssertionError(answer.text());
    }
    return answer.json();
  }

  long head() {
    return engine.log().head().position().value();
  }

  @Override
  public void close() {
    server.close();
    engine.close();
    client.close();
  }

  /** Imports by counting lines. */
  static final class LineCounter implements Imports {
    @Override
    public Outcome importTaskMaster(
        InputStream file,
        String name,
        Optional<String> project,
        Caller caller,
        Consumer<Map<String, Object>> progress) {
      try {
        var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        progress.accept(Map.of("lines", lines.size()));
        if (lines.contains("broken")) {
          return new Outcome.Broken(
              "file_broken",
              "The file cannot be imported.",
              List.of(
                  new dev.daybook.runtime.catalogue.Fault("/1", "It is broken.", "a whole line")));
        }
        return new Outcome.Imported(
            Map.of("name", name, "lines", lines.size(), "actor", caller.actor().toString()));
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }

    @Override
    public Export exportTaskMaster(Optional<String> project) {
      return project.isPresent() && project.get().equals("HOME")
          ? new Export.File("tasks.json", "{}".getBytes(StandardCharsets.UTF_8))
          : new Export.Unknown(
              "project_not_found", "There is no project " + project.orElse("") + ".");
    }
  }
}
