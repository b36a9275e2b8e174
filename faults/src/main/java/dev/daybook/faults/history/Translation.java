package dev.daybook.faults.history;

import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendCondition;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.NewEvent;
import dev.daybook.kernel.log.Receipt;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.Tag;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Daybook's words in those of a history. */
final class Translation {
  private Translation() {}

  static Entry.Called called(String node, String client, Append append) {
    return new Entry.Called(
        System.nanoTime(),
        node,
        client,
        append.id().toString(),
        append.events().stream().map(Translation::planned).toList(),
        append.conditions().stream().map(Translation::demand).toList());
  }

  static Entry.Returned returned(String node, String client, Append append, AppendResult result) {
    return switch (result) {
      case AppendResult.Appended(var receipt) ->
          acknowledged(node, client, append, Outcome.APPENDED, receipt);
      case AppendResult.AlreadyAppended(var receipt) ->
          acknowledged(node, client, append, Outcome.ALREADY, receipt);
      case AppendResult.Conflict conflict ->
          denied(node, client, append, Outcome.CONFLICT, conflict.toString());
    };
  }

  static Entry.Returned denied(
      String node, String client, Append append, Outcome outcome, @Nullable String message) {
    var id = append.id().toString();
    return new Entry.Returned(
        System.nanoTime(), node, client, id, outcome, null, null, null, message);
  }

  private static Entry.Returned acknowledged(
      String node, String client, Append append, Outcome outcome, Receipt receipt) {
    Map<String, Long> versions = new TreeMap<>();
    receipt
        .versions()
        .forEach((stream, version) -> versions.put(stream.toString(), version.value()));
    return new Entry.Returned(
        System.nanoTime(),
        node,
        client,
        append.id().toString(),
        outcome,
        receipt.first().value(),
        receipt.last().value(),
        versions,
        null);
  }

  private static Planned planned(NewEvent event) {
    return new Planned(
        event.id().value().toString(),
        event.stream().toString(),
        event.type().name(),
        texts(event.tags()));
  }

  private static Demand demand(AppendCondition condition) {
    return switch (condition) {
      case AppendCondition.StreamAt(var stream, var expected) ->
          new Demand.StreamAt(stream.toString(), expected(expected));
      case AppendCondition.NothingMatching(var query, var since) ->
          new Demand.NothingMatching(filter(query), since.value());
    };
  }

  private static String expected(Expected expected) {
    return switch (expected) {
      case Expected.Any() -> "any";
      case Expected.NoStream() -> "none";
      case Expected.Exists() -> "exists";
      case Expected.Exactly(var version) -> version.toString();
    };
  }

  static Filter filter(EventQuery query) {
    return new Filter(
        list(query.types()),
        list(query.categories()),
        list(query.streams()),
        query.tags().isEmpty() ? null : texts(query.tags()),
        query.actor() == null ? null : query.actor().toString(),
        query.correlation(),
        query.causation(),
        micros(query.from()),
        micros(query.until()));
  }

  private static @Nullable Long micros(@Nullable Instant time) {
    return time == null ? null : EventBytes.micros(time);
  }

  private static @Nullable List<String> list(Collection<?> wanted) {
    return wanted.isEmpty() ? null : wanted.stream().map(Object::toString).sorted().toList();
  }

  private static List<String> texts(Set<Tag> tags) {
    return tags.stream().map(Tag::text).sorted().toList();
  }

  static Seen seen(RecordedEvent event) {
    return new Seen(
        event.position().value(),
        event.stream().toString(),
        event.version().value(),
        event.id().value().toString(),
        event.hash().toString());
  }

  /** An event of the final log, with all that can be checked of it. */
  static Entry.Held held(RecordedEvent event) {
    var who = event.provenance();
    return new Entry.Held(
        event.position().value(),
        event.stream().toString(),
        event.version().value(),
        event.id().value().toString(),
        event.type().name(),
        event.appendId().toString(),
        EventBytes.micros(event.time()),
        event.tags().isEmpty() ? null : texts(event.tags()),
        who.actor().toString(),
        who.correlation(),
        who.causation(),
        event.hash().toString(),
        null,
        Base64.getEncoder().encodeToString(EventBytes.encode(event)));
  }
}
