package dev.daybook.doors.http;

import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.Sha256;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.Version;
import dev.daybook.runtime.catalogue.Fault;
import dev.daybook.runtime.command.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a request say about a command: its id, the version it expects, what it
 * belongs to.
 */
final class Keys {
  private static final int MOST_KEY = 200;
  private static final Pattern VISIBLE = Pattern.compile("[!-~]([ -~]{0,198}[!-~])?");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern ENTITY_TAG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  private final IdSource ids;

  Keys(IdSource ids) {
    this.ids = ids;
  }

  /** The envelope of a request; every fault is added to {@code faults}. */
  Envelope envelope(Request request, List<Fault> faults) {
    var caller = request.caller().orElseThrow();
    var id =
        request
            .headers()
            .first("Idempotency-Key")
            .map(key -> id(key, caller, faults))
            .orElseGet(() -> new AppendId(ids.next()));
    var correlation =
        text(request, "X-Correlation-Id", faults).or(() -> trace(request)).orElseGet(id::toString);
    var causation = text(request, "X-Causation-Id", faults).orElse(null);
    return new Envelope(id, caller.actor(), correlation, causation, caller.source());
  }

  /**
   * A UUID stands for itself; any other text for a UUID made from it, a different one for every
   * caller.
   */
  private static AppendId id(String key, Caller caller, List<Fault> faults) {
    if (UUID_FORM.matcher(key).matches()) {
      return new AppendId(UUID.fromString(key));
    }
    if (key.length() > MOST_KEY || !VISIBLE.matcher(key).matches()) {
      faults.add(
          new Fault(
              "Idempotency-Key",
              "The key cannot be used.",
              "a UUID, or 1 to 200 visible ASCII characters"));
      return new AppendId(new UUID(0, 0));
    }
    var named = (caller.actor() + "\n" + key).getBytes(StandardCharsets.UTF_8);
    var hash = ByteBuffer.wrap(Sha256.of(named));
    var most = (hash.getLong() & ~0xF000L) | 0x8000L;
    var least = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new AppendId(new UUID(most, least));
  }

  /** The version that If-Match expects; null for any. */
  static @Nullable Version expected(Request request, List<Fault> faults) {
    var header = request.headers().first("If-Match");
    if (header.isEmpty() || header.get().strip().equals("*")) {
      return null;
    }
    var tag = ENTITY_TAG.matcher(header.get().strip());
    if (!tag.matches()) {
      faults.add(
          new Fault(
              "If-Match",
              Problems.shown(header.get()) + " is not one version.",
              "the version in quotes, such as \"3\", or *"));
      return null;
    }
    return new Version(Long.parseLong(tag.group(1)));
  }

  private static Optional<String> text(Request request, String header, List<Fault> faults) {
    var value = request.headers().first(header);
    if (value.isPresent() && !VISIBLE.matcher(value.get()).matches()) {
      faults.add(
          new Fault(header, "The header cannot be used.", "1 to 200 visible ASCII characters"));
      return Optional.empty();
    }
    return value;
  }

  /** The trace id of the header traceparent (W3C Trace Context). */
  static Optional<String> trace(Request request) {
    return request
        .headers()
        .first("traceparent")
        .map(TRACE_PARENT::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(matcher -> matcher.group(1));
  }
}
