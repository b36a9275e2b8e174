package dev.daybook.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole program in a process of its own, as a person starts it, and an HTTP client beside it.
 * Whatever it says is kept; an error in it fails the test, however well the pages looked.
 */
final class RunningDaybook implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LINK = "Sign in with a browser (once, within 10 minutes): ";

  private final Process process;
  private final List<String> said;
  private final URI signInLink;
  private final String token;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningDaybook(Path data, Process process, List<String> said, URI signInLink)
      throws IOException {
    this.process = process;
    this.said = said;
    this.signInLink = signInLink;
    this.token = Files.readString(data.resolve("token")).strip();
  }

  /** Starts on a port that is free, or on the given one. */
  static RunningDaybook on(Path data, int port) {
    try {
      var process = launch(data, "serve", "--port", Integer.toString(port));
      var said = new CopyOnWriteArrayList<String>();
      var out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.add(line);
        if (line.startsWith(LINK)) {
          Thread.ofVirtual().start(() -> out.lines().forEach(said::add));
          return new RunningDaybook(
              data, process, said, URI.create(line.substring(LINK.length()).strip()));
        }
      }
      throw new AssertionError("The server did not start; it said:\n" + String.join("\n", said));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Process launch(Path data, String... arguments) throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
    line.add("dev.daybook.app.Main");
    line.addAll(List.of(arguments));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("DAYBOOK_DATA", data.toString());
    return builder.start();
  }

  /** Imports a Task Master plan as project HOME. */
  void imports(String plan) {
    post("/api/imports/taskmaster?name=home-tasks.json", plan);
  }

  /** A link works once; each call makes a new one. */
  String signInLink() {
    return post("/api/sign-in-links", "{}").path("url").asString();
  }

  String address() {
    return "http://127.0.0.1:" + signInLink.getPort();
  }

  int port() {
    return signInLink.getPort();
  }

  String token() {
    return token;
  }

  JsonNode get(String path) {
    return answered(send("GET", path, Optional.empty()));
  }

  JsonNode post(String path, String body) {
    return answered(send("POST", path, Optional.of(body)));
  }

  private static JsonNode answered(HttpResponse<String> response) {
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          response.uri() + " answered " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> send(String method, String path, Optional<String> body) {
    var request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElseGet(HttpRequest.BodyPublishers::noBody))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** A new task of project HOME, with what it depends on; answers its reference. */
  String task(String name, String... dependencies) {
    var body = JSON.createObjectNode().put("name", name).put("project", project());
    List.of(dependencies).forEach(body.withArray("dependencies")::add);
    return post("/api/tasks", body.toString()).path("ref").asString();
  }

  private String project() {
    return get("/api/projects/HOME").path("id").asString();
  }

  /** The position of the newest event. */
  long head() {
    var newest = get("/api/events?direction=backward&limit=1").path("items").path(0);
    return newest.path("sequence").asLong();
  }

  /** The types of a task's events, oldest first. */
  List<String> history(String ref) {
    return events(ref).stream().map(event -> event.path("type").asString()).toList();
  }

  List<JsonNode> events(String ref) {
    var id = get("/api/tasks/" + ref).path("id").asString();
    return all("/api/streams/task-" + id + "?limit=500");
  }

  /** All pages of a list. */
  List<JsonNode> all(String path) {
    var items = new ArrayList<JsonNode>();
    var next = "";
    do {
      var page = get(path + (next.isEmpty() ? "" : "&after=" + next));
      page.path("items").forEach(items::add);
      next = page.path("next").asString("");
    } while (!next.isEmpty());
    return items;
  }

  /** Stops it and waits until it is gone; it must not have complained. */
  @Override
  public void close() {
    try {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      client.close();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    assertThat(said).as("what the server said").noneMatch(line -> line.contains(" ERROR "));
  }
}
