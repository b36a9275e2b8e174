package dev.daybook.runtime.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Actor;
import dev.daybook.runtime.notes.Note;
import dev.daybook.runtime.notes.Note.NoteId;
import dev.daybook.runtime.notes.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinderTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  private <T> Bound<T> bind(Class<T> type, String json) {
    return world.engine.binder().bind(type, world.engine.json().mapper().readTree(json));
  }

  private List<Fault> faults(String json) {
    return switch (bind(Note.Command.Create.class, json)) {
      case Bound.Faulty<Note.Command.Create>(var faults) -> faults;
      case Bound.Ok<Note.Command.Create>(var value) ->
          throw new AssertionError("was taken: " + value);
    };
  }

  @Test
  void every_kind_of_field_is_read() {
    var bound =
        bind(
            Note.Command.Create.class,
            """
            {"title": "x", "mood": "very_sad", "stars": 3, "weight": 1.5, "at": "2026-01-31T12:00:00Z", "day": "2026-01-31",
             "span": "PT1H", "by": "agent:a1", "pinned": true, "words": ["a"], "parts": [{"name": "p", "weight": 2}],
             "counts": {"k": 1}}
            """);

    assertThat(bound)
        .isEqualTo(
            new Bound.Ok<>(
                new Note.Command.Create(
                    "x",
                    Note.Mood.VERY_SAD,
                    3,
                    1.5,
                    Instant.parse("2026-01-31T12:00:00Z"),
                    LocalDate.of(2026, 1, 31),
                    Duration.ofHours(1),
                    Actor.agent("a1"),
                    true,
                    List.of("a"),
                    List.of(new Note.Part("p", 2)),
                    Map.of("k", 1))));
  }

  @Test
  void all_faults_are_told_at_once_with_their_place_and_what_would_be_right() {
    var faults =
        faults(
            """
            {"mood": "sad", "stars": "3", "words": ["abcdef", 1, "a", "b"], "parts": [{"nam": "p"}], "actor": "person:eve",
             "day": "tomorrow", "pinned": "yes"}
            """);

    assertThat(faults)
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder(
            "/actor",
            "/title",
            "/mood",
            "/stars",
            "/day",
            "/pinned",
            "/words",
            "/parts/0/nam",
            "/parts/0/name");
    assertThat(faults).allSatisfy(fault -> assertThat(fault.expected()).isNotBlank());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\": \"\"}|/title",
        "{\"title\": \"   \"}|/title",
        "{\"title\": \"123456789012345678901\"}|/title",
        "{\"title\": null}|/title",
        "{\"title\": 7}|/title",
        "{\"title\": \"a\\u0000b\"}|/title",
        "{\"title\": \"a\\ud800b\"}|/title",
        "{\"title\": \"x\", \"stars\": 99999999999}|/stars",
        "{\"title\": \"x\", \"stars\": 1.5}|/stars",
        "{\"title\": \"x\", \"words\": [\"a\",\"b\",\"c\",\"d\"]}|/words",
        "{\"title\": \"x\", \"words\": [\"abcdef\"]}|/words/0",
        "{\"title\": \"x\", \"counts\": {\"a/b\": \"1\"}}|/counts/a~1b",
        "{\"title\": \"x\", \"by\": \"robot:r\"}|/by"
      })
  void each_fault_has_its_pointer(String json, String pointer) {
    assertThat(faults(json)).extracting(Fault::pointer).containsExactly(pointer);
  }

  @Test
  void something_else_than_an_object_is_one_fault() {
    assertThat(faults("[1]")).singleElement().extracting(Fault::pointer).isEqualTo("");
  }

  @Test
  void an_id_may_be_written_as_a_reference_and_an_unknown_one_is_a_fault() {
    var note = world.note("a");

    assertThat(bind(Note.Command.Follow.class, "{\"note\": \"N-1\", \"other\": \"" + note + "\"}"))
        .isEqualTo(new Bound.Ok<>(new Note.Command.Follow(note, note)));
    assertThat(bind(Note.Command.Follow.class, "{\"note\": \"N-1\", \"other\": \"N-9\"}"))
        .isEqualTo(
            new Bound.Faulty<>(
                List.of(
                    new Fault(
                        "/other",
                        "Nothing is known as 'N-9'.",
                        "an existing note id or reference"))));
  }

  @Test
  void absent_null_and_a_value_are_three_things_for_a_patch() {
    var id = NoteId.parse("01890a5d-ac96-774b-bcce-b302099a8057");

    assertThat(bind(Note.Command.Update.class, "{\"note\": \"" + id + "\"}"))
        .isEqualTo(
            new Bound.Ok<>(new Note.Command.Update(id, dev.daybook.kernel.catalogue.Patch.keep())));
    assertThat(bind(Note.Command.Update.class, "{\"note\": \"" + id + "\", \"title\": null}"))
        .isEqualTo(
            new Bound.Ok<>(
                new Note.Command.Update(id, dev.daybook.kernel.catalogue.Patch.set(null))));
    assertThat(bind(Note.Command.Update.class, "{\"note\": \"" + id + "\", \"title\": \"t\"}"))
        .isEqualTo(
            new Bound.Ok<>(
                new Note.Command.Update(id, dev.daybook.kernel.catalogue.Patch.set("t"))));
  }

  @Test
  void texts_of_a_query_string_become_values() {
    var bound =
        world
            .engine
            .binder()
            .bindText(
                Note.Command.Create.class,
                Map.of(
                    "title",
                    List.of("x"),
                    "stars",
                    List.of("3"),
                    "pinned",
                    List.of("true"),
                    "words",
                    List.of("a,b", "c")));

    assertThat(bound)
        .isInstanceOfSatisfying(
            Bound.Ok.class,
            ok ->
                assertThat((Note.Command.Create) ok.value())
                    .returns(3, Note.Command.Create::stars)
                    .returns(true, Note.Command.Create::pinned)
                    .returns(List.of("a", "b", "c"), Note.Command.Create::words));
  }
}
