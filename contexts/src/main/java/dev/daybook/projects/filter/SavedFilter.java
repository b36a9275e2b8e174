package dev.daybook.projects.filter;

import dev.daybook.kernel.Actor;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.FilterCriteria;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskId;
import dev.daybook.projects.api.TaskStatus;
import dev.daybook.projects.undo.ChangeHistory;
import dev.daybook.projects.undo.FieldTree;
import dev.daybook.projects.undo.Plain;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A saved filter as the events left it.
 *
 * @param version how many events it has; 0 before it is saved
 * @param history what an undo can take back
 */
public record SavedFilter(
    String name,
    Actor owner,
    boolean shared,
    FilterCriteria criteria,
    boolean deleted,
    long version,
    ChangeHistory history) {
  static final SavedFilter NONE =
      new SavedFilter("", Actor.SYSTEM, false, FilterCriteria.NONE, false, 0, ChangeHistory.EMPTY);

  /** Saved and not deleted. */
  public boolean lives() {
    return version > 0 && !deleted;
  }

  /** Whether it is there for somebody. */
  boolean isSeenBy(Actor actor) {
    return shared || mayBeChangedBy(actor);
  }

  boolean mayBeChangedBy(Actor actor) {
    return owner.equals(actor) || actor.kind() == Actor.Kind.SYSTEM;
  }

  /** Whether a name is its name: case and blanks around it do not count. */
  boolean isNamed(String other) {
    return folded(name).equals(folded(other));
  }

  /** A name as names are compared. */
  static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** With every changed field set to its new value, by its path in {@link #fields}. */
  SavedFilter changed(List<FieldChange> changes) {
    var after = new Plain(FieldTree.apply(fields(), changes));
    var asked = new Plain(after.map("criteria"));
    return new SavedFilter(
        after.text("name"),
        owner,
        after.flag("shared"),
        new FilterCriteria(
            asked.textOrNull("text"),
            new LinkedHashSet<>(
                asked.list("status", word -> TaskStatus.valueOf(word.toUpperCase(Locale.ROOT)))),
            asked.textOrNull("type"),
            asked.word("priority", Priority.class),
            asked.parsed("assignee", Actor::parse),
            asked.parsed("project", ProjectId::parse),
            asked.parsed("phase", PhaseId::parse),
            asked.parsed("parent", TaskId::parse),
            asked.textOrNull("tag"),
            asked.flag("ready"),
            asked.flag("blocked")),
        after.flag("deleted"),
        version,
        history);
  }

  SavedFilter at(long newVersion, ChangeHistory newHistory) {
    return new SavedFilter(name, owner, shared, criteria, deleted, newVersion, newHistory);
  }

  /** What a view keeps. */
  public SavedFilter withoutHistory() {
    return at(version, ChangeHistory.EMPTY);
  }

  /** Its fields as JSON-like values, in which changes are recorded and undone. */
  Map<String, Object> fields() {
    var fields =
        Plain.empty().with("name", name).with("shared", shared).with("deleted", deleted).fields();
    fields.put(
        "criteria",
        Plain.empty()
            .with("text", criteria.text())
            .with("status", criteria.status().stream().sorted().toList())
            .with("type", criteria.type())
            .with("priority", criteria.priority())
            .with("assignee", criteria.assignee())
            .with("project", criteria.project())
            .with("phase", criteria.phase())
            .with("parent", criteria.parent())
            .with("tag", criteria.tag())
            .with("ready", criteria.ready())
            .with("blocked", criteria.blocked())
            .fields());
    return fields;
  }
}
