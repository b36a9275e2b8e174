package dev.daybook.runtime.command;

import dev.daybook.kernel.DaybookException;
import dev.daybook.kernel.Sha256;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering.Known;
import dev.daybook.kernel.log.Hash;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.Snapshot;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.runtime.codec.StateCodec;
import dev.daybook.runtime.codec.StateShape;
import dev.daybook.runtime.command.Folding.Folded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a state is written as a snapshot: {@code {"shape":…,"event":…,"digest":…,"state":{…}}}. Shape
 * is the fingerprint of {@link StateShape}, event the hash of the last event that is in the state,
 * digest a SHA-256 over everything else with stream and version.
 */
final class SnapshotForm {
  private static final int SHAPE_DIGITS = 32;
  private static final String HEAD =
      "{\"shape\":\"%s\",\"event\":\"%s\",\"digest\":\"%s\",\"state\":";
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\{\"shape\":\"([0-9a-f]{32})\",\"event\":\"([0-9a-f]{64})\","
              + "\"digest\":\"([0-9a-f]{64})\",\"state\":");
  private static final int HEAD_LENGTH =
      HEAD.formatted("0".repeat(SHAPE_DIGITS), Hash.ZERO, Hash.ZERO).length();

  private final StateCodec codec;
  private final Map<String, String> shapes = new ConcurrentHashMap<>();

  SnapshotForm(StateCodec codec) {
    this.codec = codec;
  }

  /** Writes a state; empty when it cannot be written, or would not read back equal. */
  <S> Optional<Snapshot> write(
      Aggregate<?, S, ?, ?> aggregate, StreamId stream, Folded<S> folded, Instant time) {
    var written = json(aggregate, folded.known().state());
    if (written.isEmpty()) {
      return Optional.empty();
    }
    var state = written.get();
    var shape = shape(aggregate);
    var digest = digest(shape, stream, folded.version(), folded.last(), state.utf8());
    var head = HEAD.formatted(shape, folded.last(), digest).getBytes(StandardCharsets.US_ASCII);
    var whole = Arrays.copyOf(head, head.length + state.length() + 1);
    System.arraycopy(state.utf8(), 0, whole, head.length, state.length());
    whole[whole.length - 1] = '}';
    return Optional.of(new Snapshot(stream, folded.version(), time, JsonBytes.of(whole)));
  }

  private <S> Optional<JsonBytes> json(Aggregate<?, S, ?, ?> aggregate, S state) {
    try {
      var json = codec.write(state, aggregate.state());
      return codec.read(json, aggregate.state()).equals(state)
          ? Optional.of(json)
          : Optional.empty();
    } catch (DaybookException unreadable) {
      return Optional.empty();
    }
  }

  /** Reads a state; empty when it is of another shape or damaged. */
  <S> Optional<Folded<S>> read(Aggregate<?, S, ?, ?> aggregate, Snapshot snapshot) {
    var bytes = snapshot.state().utf8();
    var head = head(snapshot);
    if (!head.matches() || !head.group(1).equals(shape(aggregate))) {
      return Optional.empty();
    }
    var last = Hash.parse(head.group(2));
    var state = Arrays.copyOfRange(bytes, HEAD_LENGTH, Math.max(HEAD_LENGTH, bytes.length - 1));
    var digest = digest(head.group(1), snapshot.stream(), snapshot.version(), last, state);
    if (!head.group(3).equals(digest.toString())) {
      return Optional.empty();
    }
    try {
      var known =
          new Known<>(codec.read(JsonBytes.of(state), aggregate.state()), snapshot.version());
      return Optional.of(new Folded<>(known, last));
    } catch (DaybookException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether it was whole when it was written, but by a program that folds otherwise. */
  boolean isOutdated(Aggregate<?, ?, ?, ?> aggregate, Snapshot snapshot) {
    var head = head(snapshot);
    return head.matches() && !head.group(1).equals(shape(aggregate));
  }

  private static Matcher head(Snapshot snapshot) {
    var bytes = snapshot.state().utf8();
    var length = Math.min(HEAD_LENGTH, bytes.length);
    return WRITTEN.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
  }

  private String shape(Aggregate<?, ?, ?, ?> aggregate) {
    return shapes.computeIfAbsent(
        aggregate.category(),
        _ -> {
          var text = StateShape.of(aggregate).getBytes(StandardCharsets.UTF_8);
          return HexFormat.of().formatHex(Sha256.of(text), 0, SHAPE_DIGITS / 2);
        });
  }

  private static Hash digest(
      String shape, StreamId stream, Version version, Hash last, byte[] state) {
    var digest = Sha256.begin();
    digest.update((shape + " " + stream + " " + version + " ").getBytes(StandardCharsets.UTF_8));
    digest.update(last.bytes());
    digest.update(state);
    return Hash.of(digest.digest());
  }
}
