package dev.daybook.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.Version;
import dev.daybook.runtime.notes.Note;
import dev.daybook.runtime.notes.Note.NoteId;
import dev.daybook.runtime.notes.Notes;
import dev.daybook.runtime.notes.World;
import dev.daybook.testkit.Together;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandBusTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  private static Note.Command.Update rename(NoteId note, String title) {
    return new Note.Command.Update(note, Patch.set(title));
  }

  @Test
  void an_accepted_command_answers_stream_version_position_and_events() {
    var note = world.note("a");

    var result = world.give(rename(note, "b"));

    assertThat(result)
        .isInstanceOfSatisfying(
            CommandResult.Done.class,
            done -> {
              var outcome = done.outcomes().getFirst();
              assertThat(outcome.stream()).isEqualTo(World.stream(note));
              assertThat(outcome.version()).isEqualTo(new Version(2));
              assertThat(outcome.events())
                  .singleElement()
                  .satisfies(event -> {
                    assertThat(event.type().name()).isEqualTo("note.renamed");
                    assertThat(event.provenance().actor()).isEqualTo(World.ALICE);
                  });
              assertThat(done.position()).isEqualTo(new Position(2));
              assertThat(done.repeated()).isFalse();
            });
  }

  @Test
  void a_command_for_what_already_is_writes_nothing() {
    var note = world.note("a");

    var result = world.give(rename(note, "a"));

    assertThat(result)
        .isInstanceOfSatisfying(
            CommandResult.Done.class,
            done ->
                assertThat(done.outcomes()).singleElement().matches(outcome -> !outcome.changed()));
    assertThat(world.log.head().position()).isEqualTo(new Position(1));
  }

  @Test
  void a_refusal_is_a_value_and_leaves_no_trace() {
    var unknown = new NoteId(UUID.randomUUID());

    assertThat(world.give(rename(unknown, "b")))
        .isInstanceOfSatisfying(
            CommandResult.Rejected.class,
            rejected -> assertThat(rejected.why().code()).isEqualTo("note_not_found"));
    assertThat(world.log.head().position()).isEqualTo(Position.START);
  }

  @Test
  void a_stale_expected_version_is_told_the_actual_one_who_and_when() {
    var note = world.note("a");
    world.give(rename(note, "b"));

    assertThat(world.give(rename(note, "c"), new Version(1)))
        .isInstanceOfSatisfying(
            CommandResult.Conflicted.class,
            conflict -> {
              assertThat(conflict.actual()).isEqualTo(new Version(2));
              assertThat(conflict.changedBy()).isEqualTo(World.ALICE);
              assertThat(conflict.changedAt()).isNotNull();
            });
  }

  @Test
  void a_state_in_memory_that_another_process_has_outdated_decides_nothing() {
    var there = new World(world.log, new Notes());
    var note = world.note("a");

    there.give(rename(note, "b"));
    assertThat(version(world.give(rename(note, "a")))).isEqualTo(new Version(3));

    there.give(rename(note, "c"));
    assertThat(version(world.give(rename(note, "d"), new Version(4)))).isEqualTo(new Version(5));
  }

  private static Version version(CommandResult result) {
    var outcome = ((CommandResult.Done) result).outcomes().getFirst();
    assertThat(outcome.changed()).isTrue();
    return outcome.version();
  }

  @Test
  void the_same_command_id_gives_the_first_answer_and_no_second_effect() {
    var note = world.note("a");
    var id = UUID.randomUUID();
    var first = world.engine.commands().dispatch(World.envelope(id), rename(note, "b"), null);
    world.give(rename(note, "c"));

    var second = world.engine.commands().dispatch(World.envelope(id), rename(note, "b"), null);

    assertThat(second)
        .isInstanceOfSatisfying(
            CommandResult.Done.class,
            done -> {
              assertThat(done.repeated()).isTrue();
              assertThat(done.outcomes()).isEqualTo(((CommandResult.Done) first).outcomes());
            });
    assertThat(world.log.version(World.stream(note))).isEqualTo(new Version(3));
  }

  @Test
  void a_command_id_used_for_something_else_is_refused() {
    var note = world.note("a");
    var id = UUID.randomUUID();
    world.engine.commands().dispatch(World.envelope(id), rename(note, "b"), null);

    assertThat(world.engine.commands().dispatch(World.envelope(id), rename(note, "other"), null))
        .isInstanceOf(CommandResult.KeyReused.class);
  }

  @Test
  void a_batch_is_one_append_and_later_commands_see_the_earlier() {
    var note = world.note("a");

    var result = world.giveAll(rename(note, "b"), rename(note, "b"), rename(note, "c"));

    assertThat(result)
        .isInstanceOfSatisfying(
            CommandResult.Done.class,
            done ->
                assertThat(done.outcomes()).extracting(Outcome::index).containsExactly(0, 1, 2));
    assertThat(world.log.version(World.stream(note))).isEqualTo(new Version(3));
  }

  @Test
  void a_batch_with_one_refusal_writes_nothing_and_names_its_index() {
    var note = world.note("a");

    assertThat(world.giveAll(rename(note, "b"), rename(new NoteId(UUID.randomUUID()), "x")))
        .isInstanceOfSatisfying(
            CommandResult.Rejected.class, rejected -> assertThat(rejected.index()).isEqualTo(1));
    assertThat(world.log.version(World.stream(note))).isEqualTo(new Version(1));
  }

  @Test
  void two_writers_that_close_a_circle_cannot_both_win() {
    for (var round = 0; round < 50; round++) {
      var a = world.note("a");
      var b = world.note("b");

      List<CommandResult> results =
          Together.run(
              2,
              i ->
                  world.give(
                      i == 0 ? new Note.Command.Follow(a, b) : new Note.Command.Follow(b, a)));

      assertThat(results).filteredOn(CommandResult.Done.class::isInstance).hasSize(1);
      assertThat(results)
          .filteredOn(CommandResult.Rejected.class::isInstance)
          .singleElement()
          .satisfies(loser ->
              assertThat(((CommandResult.Rejected) loser).why().code()).isEqualTo("circle"));
    }
  }

  @Test
  void sixteen_writers_with_the_same_expected_version_have_one_winner() {
    var note = world.note("a");

    var results = Together.run(16, i -> world.give(rename(note, "t" + i), new Version(1)));

    assertThat(results).filteredOn(CommandResult.Done.class::isInstance).hasSize(1);
    assertThat(results)
        .filteredOn(CommandResult.Conflicted.class::isInstance)
        .hasSize(15)
        .allSatisfy(loser ->
            assertThat(((CommandResult.Conflicted) loser).actual()).isEqualTo(new Version(2)));
  }

  @Test
  void sixteen_writers_without_an_expected_version_all_land() {
    var note = world.note("a");

    Together.run(
        16,
        i -> {
          for (var n = 0; n < 50; n++) {
            assertThat(world.give(rename(note, i + "-" + n)))
                .isInstanceOf(CommandResult.Done.class);
          }
          return i;
        });

    assertThat(world.log.version(World.stream(note))).isEqualTo(new Version(801));
  }

  @Test
  void references_given_out_by_many_at_once_are_unique() {
    Together.run(
        16,
        i -> {
          for (var n = 0; n < 50; n++) {
            world.note(i + "-" + n);
          }
          return i;
        });

    var numbers = new HashSet<>();
    for (var note : world.titles()) {
      var state =
          world
              .engine
              .states()
              .load(new NotesAccess().aggregate(), World.stream(note.note()))
              .state();
      numbers.add(((Note) state).number());
    }
    assertThat(numbers).hasSize(800);
  }

  @Test
  void a_reference_resolves_as_soon_as_it_is_written() {
    var note = world.note("a");

    assertThat(world.engine.references().resolve(NoteId.class, "N-1"))
        .hasValueSatisfying(id -> assertThat(id).isEqualTo(note));
    assertThat(world.engine.references().resolve(NoteId.class, "N-2")).isEmpty();
    assertThat(world.engine.references().resolve(NoteId.class, "nonsense")).isEmpty();
  }

  /** The one aggregate of the notes. */
  private static final class NotesAccess {
    dev.daybook.kernel.context.Aggregate<?, ?, ?, ?> aggregate() {
      return new dev.daybook.runtime.notes.Notes().aggregates().getFirst();
    }
  }
}
