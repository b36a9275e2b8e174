package dev.daybook.projects.undo;

import dev.daybook.kernel.Rejection;
import dev.daybook.projects.api.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The moves and changes of a subject that can still be taken back, oldest first; part of the folded
 * state. An evolve remembers every event but the creating one and the undo itself; the undo forgets
 * what it took back, so a second undo reaches one step further. Only the newest {@value #KEPT} are
 * kept.
 */
public record ChangeHistory(List<Entry> entries) {
  /** How far back an undo reaches. */
  public static final int KEPT = 20;

  /** Nothing to take back. */
  public static final ChangeHistory EMPTY = new ChangeHistory(List.of());

  /**
   * One move or change.
   *
   * @param version the version of its event in the subject's stream
   * @param type the name of its event
   * @param changes the fields it changed, from what to what
   */
  public record Entry(long version, String type, List<FieldChange> changes) {
    public Entry {
      changes = List.copyOf(changes);
    }

    /** The changes that take it back. */
    public List<FieldChange> reversed() {
      return changes.stream().map(c -> new FieldChange(c.field(), c.to(), c.from())).toList();
    }
  }

  public ChangeHistory {
    entries = List.copyOf(entries);
  }

  /** With one more entry; an event that changed no field is not remembered. */
  public ChangeHistory remember(long version, String type, List<FieldChange> changes) {
    if (changes.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(entries);
    all.add(new Entry(version, type, changes));
    return new ChangeHistory(all.subList(Math.max(0, all.size() - KEPT), all.size()));
  }

  /** Without the entry of that version: it was taken back. */
  public ChangeHistory forget(long version) {
    return new ChangeHistory(entries.stream().filter(entry -> entry.version() != version).toList());
  }

  /** What an undo takes back next. */
  public Optional<Entry> newest() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast());
  }

  /** The refusal where there is nothing (left) to take back. */
  public static Rejection nothingToUndo(String subject) {
    return Rejection.state(
        "nothing_to_undo",
        "There is no move or change of this "
            + subject
            + " left to undo: its creation cannot be undone, and at most "
            + KEPT
            + " steps are kept. Delete the "
            + subject
            + " instead, or change it by its commands.",
        Map.of("kept", KEPT));
  }
}
