package dev.daybook.doors.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    var varied = response.with("Vary", "Accept-Encoding");
    if (!accepts(request)) {
      return varied;
    }
    var out = new ByteArrayOutputStream(bytes.length / 4);
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return varied.with(new Response.Body.Whole(out.toByteArray())).with("Content-Encoding", "gzip");
  }

  private static boolean accepts(Request request) {
    return request.headers().all("Accept-Encoding").stream()
        .flatMap(header -> java.util.Arrays.stream(header.split(",")))
        .map(coding -> coding.replace(" ", "").toLowerCase(java.util.Locale.ROOT))
        .anyMatch(coding ->
            coding.equals("gzip") || coding.matches("gzip;q=(1(\\.0*)?|0\\.0*[1-9][0-9]*)"));
  }
}
