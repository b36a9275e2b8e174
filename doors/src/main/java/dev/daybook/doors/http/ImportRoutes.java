package dev.daybook.doors.http;

import dev.daybook.runtime.codec.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Files in and out. An import answers its progress line by line, unless plain JSON is asked for.
 */
final class ImportRoutes {
  private static final String LINES = "application/x-ndjson";

  private final Imports imports;
  private final JsonCodec json;
  private final long most;

  ImportRoutes(Imports imports, JsonCodec json, long most) {
    this.imports = imports;
    this.json = json;
    this.most = most;
  }

  List<Route> routes() {
    var project =
        new Route.Parameter(
            "project", "key of the project (default: the first word of the file's name)");
    return List.of(
        new Route(
            "POST",
            "/api/imports/taskmaster",
            new Route.Target.Fixed(
                "imports.taskmaster",
                "Imports a Task Master file, sent as the body. Answers lines of JSON: progress,"
                    + " then result or problem.",
                false,
                List.of(new Route.Parameter("name", "name of the file"), project),
                this::read)),
        new Route(
            "GET",
            "/api/exports/taskmaster",
            new Route.Target.Fixed(
                "exports.taskmaster",
                "The Task Master file of a project.",
                false,
                List.of(
                    new Route.Parameter(
                        "project", "key or id; optional where one project was imported")),
                this::write)));
  }

  private Response read(Request request, Map<String, String> path) {
    var name = request.parameter("name").orElse("tasks.json");
    var length = request.headers().first("Content-Length").map(Long::parseLong).orElse(0L);
    if (length > most) {
      throw Problems.tooLarge(most);
    }
    var file = new Bounded(request.body(), most);
    var caller = request.caller().orElseThrow();
    if (request.headers().lists("Accept", "application/json")
        && !request.headers().lists("Accept", LINES)) {
      return switch (imports.importTaskMaster(
          file, name, request.parameter("project"), caller, _ -> {})) {
        case Imports.Outcome.Imported(var summary) -> json(200, summary);
        case Imports.Outcome.Broken broken -> throw new Refusal(problem(broken), Map.of());
      };
    }
    return Response.streamed(200, LINES, out -> follow(request, file, name, caller, out));
  }

  private void follow(
      Request request, InputStream file, String name, Caller caller, OutputStream out)
      throws IOException {
    try {
      var outcome =
          imports.importTaskMaster(
              file,
              name,
              request.parameter("project"),
              caller,
              progress -> line(out, "progress", progress));
      switch (outcome) {
        case Imports.Outcome.Imported(var summary) -> line(out, "result", summary);
        case Imports.Outcome.Broken broken ->
            problem(request, out, new Refusal(problem(broken), Map.of()));
      }
    } catch (Refusal refused) {
      problem(request, out, refused);
    } catch (dev.daybook.kernel.log.StoreException fault) {
      problem(request, out, Problems.store(fault));
    }
  }

  private void problem(Request request, OutputStream out, Refusal refused) throws IOException {
    var document =
        Problems.answer(refused.problem(), request.path(), Traces.of(request), Map.of(), json)
            .bytes();
    line(out, "problem", json.mapper().readTree(document));
  }

  private static Problem problem(Imports.Outcome.Broken broken) {
    return new Problem(
        Problem.Kind.MALFORMED, broken.code(), broken.message(), broken.faults(), Map.of());
  }

  private void line(OutputStream out, String name, Object value) {
    try {
      out.write(json.mapper().writeValueAsBytes(Map.of(name, value)));
      out.write('\n');
      out.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException("The client has gone", gone);
    }
  }

  private Response write(Request request, Map<String, String> path) {
    var faults = new ArrayList<dev.daybook.runtime.catalogue.Fault>();
    new EventFilter.Parameters(request, faults).only(List.of(new Route.Parameter("project", "")));
    if (!faults.isEmpty()) {
      throw Problems.bad(faults);
    }
    return switch (imports.exportTaskMaster(request.parameter("project"))) {
      case Imports.Export.File(var name, var bytes) ->
          Response.of(200, "application/json", bytes)
              .with(
                  "Content-Disposition", "attachment; filename*=UTF-8''" + QueryText.encode(name));
      case Imports.Export.Unknown(var code, var message) ->
          throw Problems.of(Problem.Kind.NOT_FOUND, code, message);
    };
  }

  private Response json(int status, Map<String, Object> answer) {
    return Response.of(status, "application/json", json.mapper().writeValueAsBytes(answer));
  }

  /** Refuses to read further than the limit. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private final long most;
    private long read;

    Bounded(InputStream in, long most) {
      this.in = in;
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      var one = in.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var some = in.read(bytes, offset, length);
      count(Math.max(0, some));
      return some;
    }

    private void count(int more) {
      read += more;
      if (read > most) {
        throw Problems.tooLarge(most);
      }
    }
  }
}
