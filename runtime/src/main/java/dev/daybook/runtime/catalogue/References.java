package dev.daybook.runtime.catalogue;

import dev.daybook.kernel.Id;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Tag;
import dev.daybook.runtime.codec.TextValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves ids and short references from the log itself, so a reference works as soon as the event
 * that allotted it is written. References are never reused, therefore what was found once is kept.
 */
public final class References implements IdResolver {
  private static final int KEPT = 10_000;

  private final EventLog log;
  private final List<Aggregate<?, ?, ?, ?>> aggregates;
  private final Map<Tag, Id> found =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tag, Id> eldest) {
          return size() > KEPT;
        }
      };

  public References(EventLog log, Catalogue catalogue) {
    this.log = log;
    this.aggregates = catalogue.aggregates();
  }

  @Override
  public Optional<? extends Id> resolve(Class<?> type, String text) {
    var id = parse(type, text);
    if (id.isPresent()) {
      return id;
    }
    for (var aggregate : aggregates) {
      if (aggregate.id() == type) {
        return aggregate.reference(text).flatMap(tag -> lookUp(aggregate, tag));
      }
    }
    return Optional.empty();
  }

  private static Optional<Id> parse(Class<?> type, String text) {
    try {
      return TextValues.reader(type).map(read -> (Id) read.apply(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private Optional<Id> lookUp(Aggregate<?, ?, ?, ?> aggregate, Tag tag) {
    synchronized (found) {
      var known = found.get(tag);
      if (known != null) {
        return Optional.of(known);
      }
    }
    var query = EventQuery.all().categories(aggregate.category()).tagged(tag);
    var from = Position.START;
    while (true) {
      var page = log.read(query, from, Direction.FORWARD, 1);
      if (!page.events().isEmpty()) {
        var id = parse(aggregate.id(), page.events().getFirst().stream().id()).orElseThrow();
        synchronized (found) {
          found.put(tag, id);
        }
        return Optional.of(id);
      }
      if (page.end()) {
        return Optional.empty();
      }
      from = page.next();
    }
  }
}
