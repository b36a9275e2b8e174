package dev.daybook.projects.filter;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Decider;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.Gathering;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.projects.api.FilterCommand;
import dev.daybook.projects.api.FilterEvent;
import dev.daybook.projects.api.FilterId;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The saved filter as the runtime sees it. Its name is unique among the living filters of its
 * owner: every event under which a filter goes by a name carries a tag for owner and name, a save
 * or a renaming looks at all filters that ever had it, and a deleted one no longer counts.
 */
public final class FilterAggregate
    implements Aggregate<FilterCommand, SavedFilter, FilterFacts, FilterEvent> {
  /** The category of its streams. */
  public static final String CATEGORY = "filter";

  /** It holds nothing, so one is enough. */
  public static final FilterAggregate INSTANCE = new FilterAggregate();

  private final FilterDecider decider = new FilterDecider();

  private FilterAggregate() {}

  @Override
  public String category() {
    return CATEGORY;
  }

  @Override
  public Class<FilterCommand> commands() {
    return FilterCommand.class;
  }

  @Override
  public Class<FilterEvent> events() {
    return FilterEvent.class;
  }

  @Override
  public Class<SavedFilter> state() {
    return SavedFilter.class;
  }

  @Override
  public Class<FilterId> id() {
    return FilterId.class;
  }

  @Override
  public Decider<FilterCommand, SavedFilter, FilterFacts, FilterEvent> decider() {
    return decider;
  }

  @Override
  public StreamId subject(FilterCommand command, IdSource ids) {
    return switch (command) {
      case FilterCommand.Save _ -> new StreamId(CATEGORY, ids.next().toString());
      case FilterCommand.OnFilter it -> new StreamId(CATEGORY, it.filter().text());
    };
  }

  @Override
  public FilterFacts facts(
      FilterCommand command, StreamId subject, SavedFilter filter, Gathering gathering) {
    var owner = filter.version() == 0 ? gathering.actor() : filter.owner();
    var wanted = wanted(command, filter);
    return new FilterFacts(
        FilterId.parse(subject.id()),
        gathering.actor(),
        wanted == null ? null : holder(owner, wanted, subject, gathering));
  }

  @Override
  public Set<Tag> tags(StreamId stream, SavedFilter after, FilterEvent event) {
    return Set.of(named(after.owner(), after.name()));
  }

  /** The name that the filter goes by after the command; null where it keeps the one it has. */
  private static @Nullable String wanted(FilterCommand command, SavedFilter filter) {
    return switch (command) {
      case FilterCommand.Save it -> it.name();
      case FilterCommand.Update it -> it.name().value();
      case FilterCommand.Delete _ -> null;
      case FilterCommand.Undo _ ->
          filter
              .history()
              .newest()
              .map(entry -> filter.changed(entry.reversed()))
              .filter(SavedFilter::lives)
              .map(SavedFilter::name)
              .orElse(null);
    };
  }

  private FilterFacts.@Nullable Holder holder(
      Actor owner, String name, StreamId self, Gathering gathering) {
    for (var stream :
        gathering.streams(EventQuery.all().categories(CATEGORY).tagged(named(owner, name)))) {
      if (!stream.equals(self)) {
        var other = gathering.state(this, stream).state();
        if (other.lives() && other.owner().equals(owner) && other.isNamed(name)) {
          return new FilterFacts.Holder(FilterId.parse(stream.id()), other.name());
        }
      }
    }
    return null;
  }

  /** A tag is short and ASCII, a name need not be: a digest of owner and name stands for them. */
  private static Tag named(Actor owner, String name) {
    var both = owner + "\n" + SavedFilter.folded(name);
    return Tag.of("filter_name", UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.UTF_8)));
  }
}
