package dev.daybook.runtime.notes;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Id;
import dev.daybook.kernel.catalogue.CommandName;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.EventName;
import dev.daybook.kernel.catalogue.Limit;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.catalogue.Shape;
import dev.daybook.kernel.catalogue.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A small aggregate for the tests of the runtime: notes that follow other notes, never in a circle.
 */
public record Note(
    @Nullable NoteId id, String title, @Nullable String number, Set<NoteId> follows) {
  public static final Note NONE = new Note(null, "", null, Set.of());

  public enum Mood {
    HAPPY,
    VERY_SAD
  }

  public record NoteId(UUID value) implements Id {
    public static NoteId parse(String text) {
      return new NoteId(UUID.fromString(text));
    }

    @Override
    public String text() {
      return value.toString();
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  public record Part(String name, @Nullable Integer weight) {}

  public sealed interface Command {
    @CommandName(value = "note.create", shape = Shape.CREATE, description = "Writes a note.")
    record Create(
        @Describe("What it says.") @Limit(min = 1, max = 20) String title,
        @Nullable Mood mood,
        @Nullable Integer stars,
        @Nullable Double weight,
        @Nullable Instant at,
        @Nullable LocalDate day,
        @Nullable Duration span,
        @Nullable Actor by,
        boolean pinned,
        @Limit(max = 3, each = 5) List<String> words,
        List<Part> parts,
        Map<String, Integer> counts)
        implements Command {
      public static Create titled(String title) {
        return new Create(
            title, null, null, null, null, null, null, null, false, List.of(), List.of(), Map.of());
      }
    }

    @CommandName(value = "note.update", shape = Shape.UPDATE, description = "Renames a note.")
    record Update(@Subject NoteId note, Patch<String> title) implements Command {}

    @CommandName(
        value = "note.follow",
        shape = Shape.ACT,
        description = "Lets a note follow another.")
    record Follow(@Subject NoteId note, NoteId other) implements Command {}
  }

  public sealed interface Event {
    @EventName(
        value = "note.created",
        description = "A note was written.",
        aliases = "note_created")
    record Created(NoteId note, String title, String number) implements Event {}

    @EventName(
        value = "note.renamed",
        description = "A note was renamed.",
        answersTo = "note.changed")
    record Renamed(NoteId note, String title) implements Event {}

    @EventName(
        value = "note.followed",
        description = "A note follows another.",
        answersTo = "note.changed")
    record Followed(NoteId note, NoteId other) implements Event {}
  }

  Note following(NoteId other) {
    var more = new LinkedHashSet<>(follows);
    more.add(other);
    return new Note(id, title, number, Set.copyOf(more));
  }

  /** Everything that can be reached by following. */
  record Facts(NoteId fresh, String number, Map<NoteId, Note> reachable) {
    Facts {
      reachable = Map.copyOf(new HashMap<>(reachable));
    }
  }
}
