package dev.daybook.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP to a server under test, with one token. Safe for many threads. */
final class Client implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String address;
  private final String token;

  Client(String address, String token) {
    this.address = address;
    this.token = token;
  }

  /** An answer, whole. */
  record Answer(int status, java.net.http.HttpHeaders headers, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      return JSON.readTree(body);
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** The answer itself, where it is a success. */
    Answer done() {
      if (status >= 300) {
        throw new AssertionError("Answered " + status + ": " + text());
      }
      return this;
    }
  }

  Answer get(String target, String... headers) {
    return send("GET", target, null, headers);
  }

  Answer post(String target, Map<String, ?> body, String... headers) {
    return send("POST", target, JSON.writeValueAsString(body), headers);
  }

  Answer patch(String target, Map<String, ?> body, String... headers) {
    return send("PATCH", target, JSON.writeValueAsString(body), headers);
  }

  /**
   * Headers are name, value, name, value; an Authorization among them replaces the token, an empty
   * one leaves it out.
   */
  Answer send(String method, String target, String body, String... headers) {
    var answer = exchange(request(method, target, body, headers), BodyHandlers.ofByteArray());
    return new Answer(answer.statusCode(), answer.headers(), answer.body());
  }

  /**
   * Imports a Task Master file; hands on every line of the answer until the watcher has seen enough
   * or the server goes.
   */
  void imports(String name, String file, Predicate<JsonNode> goOn) {
    var answer =
        exchange(
            request("POST", "/api/imports/taskmaster?name=" + name, file),
            BodyHandlers.ofInputStream());
    try (var lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!goOn.test(JSON.readTree(line))) {
          return;
        }
      }
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  /** The last line of an import that goes through: its result or its problem. */
  JsonNode imports(String name, String file) {
    var lines = new ArrayList<JsonNode>();
    imports(name, file, lines::add);
    return lines.getLast();
  }

  /** All pages of a list. */
  List<JsonNode> all(String target) {
    var items = new ArrayList<JsonNode>();
    var next = "";
    do {
      var page =
          get(target
                  + (target.contains("?") ? "&" : "?")
                  + "limit=500"
                  + (next.isEmpty() ? "" : "&after=" + next))
              .done()
              .json();
      page.path("items").forEach(items::add);
      next = page.path("next").asString("");
    } while (!next.isEmpty());
    return items;
  }

  /** A new task, known by its name; what the server answered. */
  JsonNode task(String name) {
    return post("/api/tasks", Map.of("name", name)).done().json();
  }

  private HttpRequest request(String method, String target, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(address + target))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .setHeader("Authorization", "Bearer " + token);
    if (body != null) {
      request.setHeader("Content-Type", "application/json");
    }
    for (var i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
