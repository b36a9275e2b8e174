package dev.daybook.projects.filter;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Rejection;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.FilterCommand;
import dev.daybook.projects.api.FilterEvent;
import dev.daybook.projects.undo.ChangeHistory;
import dev.daybook.projects.undo.Edit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of saved filters. */
final class FilterDecider implements Decider<FilterCommand, SavedFilter, FilterFacts, FilterEvent> {
  @Override
  public SavedFilter initialState() {
    return SavedFilter.NONE;
  }

  @Override
  public Decision<FilterEvent> decide(
      FilterCommand command, SavedFilter filter, FilterFacts facts) {
    return switch (command) {
      case FilterCommand.Save it -> save(it, filter, facts);
      case FilterCommand.OnFilter it -> onFilter(it, filter, facts);
    };
  }

  private static Decision<FilterEvent> save(
      FilterCommand.Save it, SavedFilter filter, FilterFacts facts) {
    if (filter.version() > 0) {
      return Decision.unchanged();
    }
    var holder = facts.holder();
    return holder != null
        ? Decision.rejected(taken(it.name().strip(), holder))
        : Decision.accepted(
            new FilterEvent.Saved(
                facts.filter(), it.name().strip(), facts.actor(), it.shared(), it.criteria()));
  }

  private static Decision<FilterEvent> onFilter(
      FilterCommand.OnFilter command, SavedFilter filter, FilterFacts facts) {
    if (filter.version() == 0 || !filter.isSeenBy(facts.actor())) {
      return Decision.rejected(Rejection.notFound("filter", facts.filter().text()));
    }
    if (!filter.mayBeChangedBy(facts.actor())) {
      return Decision.rejected(notPermitted(filter, facts));
    }
    return switch (command) {
      case FilterCommand.Update it ->
          filter.lives() ? update(it, filter, facts) : Decision.rejected(gone(filter, facts));
      case FilterCommand.Delete it ->
          filter.lives()
              ? Decision.accepted(new FilterEvent.Deleted(facts.filter(), it.reason()))
              : Decision.unchanged();
      case FilterCommand.Undo it -> undo(it, filter, facts);
    };
  }

  private static Decision<FilterEvent> update(
      FilterCommand.Update it, SavedFilter filter, FilterFacts facts) {
    if (it.name().present() && it.name().value() == null) {
      return Decision.rejected(
          Rejection.content(
              "field_required",
              "The field name cannot be cleared. Give it a value or leave it out.",
              Map.of("field", "name")));
    }
    var holder = facts.holder();
    if (holder != null) {
      return Decision.rejected(taken(it.name().or(filter.name()), holder));
    }
    var changes =
        new Edit(filter.fields())
            .patch("name", it.name().map(String::strip))
            .patch("shared", it.shared())
            .patch("criteria/text", it.text())
            .patch("criteria/status", it.status().map(any -> any.stream().sorted().toList()))
            .patch("criteria/type", it.type())
            .patch("criteria/priority", it.priority())
            .patch("criteria/assignee", it.assignee())
            .patch("criteria/project", it.project())
            .patch("criteria/phase", it.phase())
            .patch("criteria/parent", it.parent())
            .patch("criteria/tag", it.tag())
            .patch("criteria/ready", it.ready())
            .patch("criteria/blocked", it.blocked())
            .changes();
    return changes.isEmpty()
        ? Decision.unchanged()
        : Decision.accepted(new FilterEvent.Updated(facts.filter(), changes));
  }

  private static Decision<FilterEvent> undo(
      FilterCommand.Undo it, SavedFilter filter, FilterFacts facts) {
    var newest = filter.history().newest();
    if (newest.isEmpty()) {
      return Decision.rejected(ChangeHistory.nothingToUndo("filter"));
    }
    var entry = newest.get();
    var holder = facts.holder();
    return holder != null
        ? Decision.rejected(taken(filter.changed(entry.reversed()).name(), holder))
        : Decision.accepted(
            new FilterEvent.Undone(
                facts.filter(), entry.version(), entry.type(), entry.reversed(), it.reason()));
  }

  private static Rejection taken(@Nullable String name, FilterFacts.Holder holder) {
    var details = new LinkedHashMap<String, Object>();
    details.put("field", "name");
    details.put("heldBy", holder.name());
    details.put("filter", holder.filter().text());
    return Rejection.state(
        "name_taken",
        "The name '"
            + name
            + "' belongs to the filter '"
            + holder.name()
            + "' ("
            + holder.filter()
            + ") of the same owner. Give another name, or change that one with filter.update.",
        details);
  }

  private static Rejection notPermitted(SavedFilter filter, FilterFacts facts) {
    var details = new LinkedHashMap<String, Object>();
    details.put("actor", facts.actor().toString());
    details.put("may", List.of(filter.owner().toString()));
    return Rejection.permission(
        "not_permitted",
        "Only "
            + filter.owner()
            + " may change the filter '"
            + filter.name()
            + "', not "
            + facts.actor()
            + ". Save one of your own with filter.save.",
        details);
  }

  private static Rejection gone(SavedFilter filter, FilterFacts facts) {
    return new Rejection(
        "filter_deleted",
        Rejection.Kind.NOT_FOUND,
        "The filter '" + filter.name() + "' was deleted. filter.undo brings it back.",
        Map.of("filter", facts.filter().text()));
  }

  @Override
  public SavedFilter evolve(SavedFilter filter, FilterEvent event) {
    var next = filter.version() + 1;
    return switch (event) {
      case FilterEvent.Saved it ->
          new SavedFilter(
              it.name(), it.owner(), it.shared(), it.criteria(), false, next, ChangeHistory.EMPTY);
      case FilterEvent.Updated it -> remembered(filter, it, it.changes());
      case FilterEvent.Deleted it ->
          remembered(filter, it, List.of(new FieldChange("deleted", null, true)));
      case FilterEvent.Undone it ->
          filter.changed(it.changes()).at(next, filter.history().forget(it.undoneVersion()));
    };
  }

  private static SavedFilter remembered(
      SavedFilter filter, FilterEvent event, List<FieldChange> changes) {
    var next = filter.version() + 1;
    return filter
        .changed(changes)
        .at(
            next,
            filter.history().remember(next, Aggregate.typeOf(event.getClass()).name(), changes));
  }
}
