package dev.daybook.app;

import dev.daybook.doors.cli.Connection;
import dev.daybook.kernel.log.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Over HTTP to the running server of the data directory. */
final class HttpConnection implements Connection {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String address;
  private final String token;

  HttpConnection(String address, String token) {
    this.address = address;
    this.token = token;
  }

  @Override
  public Answer send(String method, String target, Map<String, String> headers, byte[] body) {
    var answer =
        exchange(
            request(
                method,
                target,
                headers,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body)),
            BodyHandlers.ofByteArray());
    return new Answer(answer.statusCode(), headers(answer), answer.body());
  }

  @Override
  public Answer stream(
      String method,
      String target,
      Map<String, String> headers,
      InputStream body,
      Consumer<String> line) {
    var publisher =
        method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofInputStream(() -> body);
    var answer =
        exchange(request(method, target, headers, publisher), BodyHandlers.ofInputStream());
    try (var in = answer.body()) {
      if (answer.statusCode() >= 400) {
        return new Answer(answer.statusCode(), headers(answer), in.readAllBytes());
      }
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (var text = lines.readLine(); text != null; text = lines.readLine()) {
        if (!text.isEmpty()) {
          line.accept(text);
        }
      }
      return new Answer(answer.statusCode(), headers(answer), new byte[0]);
    } catch (IOException cut) {
      throw away(cut);
    }
  }

  private HttpRequest request(
      String method, String target, Map<String, String> headers, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(URI.create(address + target))
            .header("Authorization", "Bearer " + token)
            .method(method, body);
    headers.forEach(request::header);
    return request.build();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException cut) {
      throw away(cut);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreException.OutcomeUnknown(
          "Interrupted while waiting for the server at " + address, interrupted);
    }
  }

  private StoreException away(IOException cut) {
    return new StoreException.OutcomeUnknown(
        "The server at "
            + address
            + " cannot be reached or went away: "
            + Objects.requireNonNullElse(cut.getMessage(), "no connection")
            + ". Look whether it runs, then repeat the command with the same --idempotency-key.",
        cut);
  }

  private static Map<String, String> headers(HttpResponse<?> answer) {
    var headers = new HashMap<String, String>();
    answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    return headers;
  }

  @Override
  public String place() {
    return "the server at " + address;
  }

  @Override
  public void close() {
    client.close();
  }
}
