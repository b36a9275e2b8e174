package dev.daybook.doors.http;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.DaybookException;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.transfer.BadArchiveException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer to long work, as lines of JSON: progress now and then, at the end a result or a
 * problem. Its owner alone may ask for it.
 */
final class Told {
  static final String LINES = "application/x-ndjson";

  private static final Logger LOG = LoggerFactory.getLogger(Told.class);
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final Actor OWNER = Actor.token("owner");

  private final JsonCodec json;

  Told(JsonCodec json) {
    this.json = json;
  }

  /** Work that tells how far it is. */
  @FunctionalInterface
  interface Work {
    Map<String, Object> result(Progress progress) throws IOException;
  }

  /** Where work tells how far it is; may be called as often as one likes. */
  @FunctionalInterface
  interface Progress {
    void at(Map<String, Object> facts);
  }

  /**
   * Refuses everybody but the owner.
   *
   * @throws Refusal 403
   */
  static void owner(Request request) {
    if (request.caller().filter(caller -> caller.actor().equals(OWNER)).isEmpty()) {
      throw Problems.of(
          Problem.Kind.FORBIDDEN,
          "owner_only",
          "Only the owner of the data directory may do this: use the token in its file 'token'.");
    }
  }

  /** Carries out the work while the answer is under way. */
  Response lines(Request request, Work work) {
    return Response.streamed(200, LINES, out -> follow(request, work, out));
  }

  private void follow(Request request, Work work, OutputStream out) throws IOException {
    var latest = new AtomicReference<Map<String, Object>>(Map.of());
    var task = new FutureTask<>(() -> work.result(latest::set));
    var worker = Thread.ofPlatform().name("daybook-transfer").daemon().start(task);
    try {
      line(out, "result", await(task, latest, out));
    } catch (InterruptedException stopped) {
      worker.interrupt();
      Thread.currentThread().interrupt();
    } catch (ExecutionException failed) {
      var refused = refusal(request, failed.getCause());
      var document =
          Problems.answer(refused.problem(), request.path(), Traces.of(request), Map.of(), json);
      line(out, "problem", json.mapper().readTree(document.bytes()));
    } finally {
      end(worker);
    }
  }

  /** Tells what is the latest every half second, also when nothing has changed: it lives. */
  private Map<String, Object> await(
      FutureTask<Map<String, Object>> task,
      AtomicReference<Map<String, Object>> latest,
      OutputStream out)
      throws IOException, InterruptedException, ExecutionException {
    while (true) {
      try {
        var result = task.get(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        if (!latest.get().isEmpty()) {
          line(out, "progress", latest.get());
        }
        return result;
      } catch (TimeoutException _) {
        line(out, "progress", latest.get());
      }
    }
  }

  private static void end(Thread worker) {
    try {
      worker.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Refusal refusal(Request request, @Nullable Throwable failed) {
    return switch (failed) {
      case Refusal refused -> refused;
      case BadArchiveException bad ->
          Problems.of(Problem.Kind.MALFORMED, "bad_archive", String.valueOf(bad.getMessage()));
      case StoreException.Deterministic refused ->
          Problems.of(
              Problem.Kind.REFUSED, "refused_by_store", String.valueOf(refused.getMessage()));
      case StoreException fault -> {
        LOG.warn("{} {} failed", request.method(), request.path(), fault);
        yield Problems.store(fault);
      }
      case IllegalArgumentException wrong ->
          Problems.bad("", String.valueOf(wrong.getMessage()), "");
      case IOException cut -> away(cut);
      case UncheckedIOException cut -> away(cut);
      case DaybookException fault ->
          Problems.of(Problem.Kind.FAULT, "fault", String.valueOf(fault.getMessage()));
      case null, default -> {
        LOG.error("{} {} failed", request.method(), request.path(), failed);
        yield Problems.of(
            Problem.Kind.FAULT,
            "fault",
            "Something went wrong in the server. Its log holds the cause under "
                + Traces.of(request)
                + ".");
      }
    };
  }

  /** A file or a connection failed. */
  private static Refusal away(Exception cut) {
    return Problems.of(
        Problem.Kind.UNAVAILABLE,
        "broken_off",
        "It was broken off: " + cut.getMessage() + ". Repeat it when the cause is gone.");
  }

  private void line(OutputStream out, String name, Object value) throws IOException {
    out.write(json.mapper().writeValueAsBytes(Map.of(name, value)));
    out.write('\n');
    out.flush();
  }
}
