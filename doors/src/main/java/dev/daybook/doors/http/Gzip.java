package dev.daybook.doors.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Compresses answers that are worth it, where the client accepts it. */
final class Gzip {
  private static final int WORTH = 1_024;

  private Gzip() {}

  static Response apply(Request request, Response response) {
    if (!(response.body() instanceof Response.Body.Whole(var bytes))
        || bytes.length <= WORTH
        || response.header("Content-Encoding").isPresent()) {
      return response;
    }
    if (!accepts(request)) {
      return response.with("Vary", "Accept-Encoding");
    }
    var out = new ByteArrayOutputStream(bytes.length / 4);
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return response
        .with(new Response.Body.Whole(out.toByteArray()))
        .with(Map.of("Vary", "Accept-Encoding", "Content-Encoding", "gzip"));
  }

  private static boolean accepts(Request request) {
    return request.headers().all("Accept-Encoding").stream()
        .flatMap(header -> java.util.Arrays.stream(header.split(",")))
        .map(coding -> coding.replace(" ", "").toLowerCase(java.util.Locale.ROOT))
        .anyMatch(coding ->
            coding.equals("gzip") || coding.matches("gzip;q=(1(\\.0*)?|0\\.0*[1-9][0-9]*)"));
  }
}
