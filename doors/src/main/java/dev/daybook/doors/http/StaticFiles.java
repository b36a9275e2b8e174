package dev.daybook.doors.http;

import dev.daybook.kernel.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The dashboard's files, from the class path. They hold no data and are given to anybody; a page
 * address without a file of its own is the dashboard's start page, which tells a browser that is
 * not signed in how to do so.
 */
final class StaticFiles {
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8",
          "webmanifest", "application/manifest+json");

  private final String root;
  private final Map<String, Optional<File>> files = new ConcurrentHashMap<>();

  private record File(byte[] bytes, String tag, String type) {}

  private StaticFiles(String root) {
    this.root = root;
  }

  static StaticFiles fromClasspath(String root) {
    return new StaticFiles(root);
  }

  Response answer(Request request, List<String> segments) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      throw Problems.notFound(request.path());
    }
    if (!segments.stream().allMatch(segment -> SAFE.matcher(segment).matches())) {
      throw Problems.notFound(request.path());
    }
    var page = segments.isEmpty() || !segments.getLast().contains(".");
    if (!page) {
      var name = String.join("/", segments);
      return file(name)
          .map(file -> answer(request, file))
          .orElseThrow(() -> Problems.notFound(request.path()));
    }
    if (!segments.isEmpty() && !request.headers().lists("Accept", "text/html")) {
      throw Problems.notFound(request.path());
    }
    return file("index.html")
        .map(file -> answer(request, file))
        .orElseGet(() -> request.caller().isEmpty() ? hint() : bare());
  }

  private static Response answer(Request request, File file) {
    var answer =
        QueryDoor.matches(request, file.tag())
            ? Response.empty(304)
            : Response.of(200, file.type(), file.bytes());
    return answer.with("ETag", file.tag()).with("Cache-Control", "no-cache");
  }

  /**
   * Files do not change while the program runs, so each is read once; what is absent is not
   * remembered.
   */
  private Optional<File> file(String name) {
    var known = files.get(name);
    if (known != null) {
      return known;
    }
    var read = read(name);
    if (read.isPresent()) {
      files.put(name, read);
    }
    return read;
  }

  private Optional<File> read(String name) {
    try (var in = StaticFiles.class.getResourceAsStream(root + "/" + name)) {
      if (in == null) {
        return Optional.empty();
      }
      var bytes = in.readAllBytes();
      var hash = HexFormat.of().formatHex(Sha256.of(bytes), 0, 12);
      var type =
          TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
      return Optional.of(new File(bytes, "\"" + hash + "\"", type));
    } catch (IOException fault) {
      throw new UncheckedIOException("A file of the dashboard cannot be read", fault);
    }
  }

  /** What somebody sees who is not signed in. */
  static Response hint() {
    return page(
        401,
        "Sign in to Daybook",
        "<p>This browser is not signed in.</p><p>Open the sign-in link that <code>daybook"
            + " serve</code> printed, or make a new one with <code>daybook sign-in</code>. A link"
            + " works once, for ten minutes.</p>");
  }

  private static Response bare() {
    return page(
        200,
        "Daybook",
        "<p>Daybook is running. Its API is described at <a href=\"/openapi\">/openapi</a>.</p>");
  }

  static Response page(int status, String title, String body) {
    var html =
        "<!doctype html>\n"
            + "<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
            + " content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\""
            + " content=\"light dark\"><title>"
            + title
            + "</title><link rel=\"stylesheet\" href=\"/openapi.css\"></head><body><main><h1>"
            + title
            + "</h1>"
            + body
            + "</main></body></html>\n";
    return Response.of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
        .with("Cache-Control", "no-store");
  }
}
