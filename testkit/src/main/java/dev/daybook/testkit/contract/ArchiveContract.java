package dev.daybook.testkit.contract;

import static dev.daybook.testkit.Events.at;
import static dev.daybook.testkit.Events.nothing;
import static dev.daybook.testkit.Events.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.archive.ArchiveFile;
import dev.daybook.kernel.log.Archive;
import dev.daybook.kernel.log.Archives;
import dev.daybook.kernel.log.Direction;
import dev.daybook.kernel.log.EventBytes;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Expected;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.kernel.log.StoreException;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.verify.Verifier;
import dev.daybook.testkit.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payloads in files of their own: the same log to everybody who reads it. */
public abstract class ArchiveContract extends StoreContract {
  private static final StreamId ONE = stream("task-1");
  private static final StreamId TEN = stream("task-10");
  private static final EventQuery ALL = EventQuery.all();
  private static final Tag RED = Tag.of("colour", "red");

  /** What a test does with the archives of a log. */
  private interface Archiving {
    void with(Archives archives) throws IOException, InterruptedException;
  }

  @TempDir Path folder;

  @Test
  void what_was_archived_reads_as_before() throws Exception {
    archiving(archives -> {
      var before = everything();
      var head = log.head();
      var done = archives.archive(new Position(3), new Position(8), file("a"));
      assertThat(done.done()).isTrue();
      reopened(() -> {
        assertThat(everything()).isEqualTo(before);
        assertThat(pages(ALL, Position.END, Direction.BACKWARD, 4)).isEqualTo(before.reversed());
        assertThat(matching(ALL.tagged(RED))).hasSize(6).isSubsetOf(before);
        assertThat(matching(ALL.types("other.happened"))).hasSize(6).isSubsetOf(before);
        assertThat(log.read(TEN, new Version(2), Direction.FORWARD, 100).events())
            .isEqualTo(
                before.stream().filter(event -> event.stream().equals(TEN)).skip(1).toList());
        for (var event : before) {
          assertThat(log.at(event.position())).contains(event);
        }
        assertThat(log.firstAtOrAfter(before.get(4).time())).contains(new Position(5));
        assertThat(log.head().position()).isEqualTo(head.position());
        assertThat(log.head().hash()).isEqualTo(head.hash());
        assertThat(Verifier.of(log).verify().findings()).isEmpty();
      });
    });
  }

  @Test
  void what_was_archived_reads_as_before_after_a_kill() throws Exception {
    archiving(archives -> {
      var before = everything();
      archives.archive(new Position(1), new Position(12), file("a"));
      log = store.reopenAfterKill(clock, ids);
      if (store.durable()) {
        assertThat(everything()).isEqualTo(before);
        assertThat(Verifier.of(log).verify().findings()).isEmpty();
      }
    });
  }

  @Test
  void the_file_holds_the_payloads_and_the_log_does_not() throws Exception {
    archiving(archives -> {
      var before = everything();
      var archive = archives.archive(new Position(2), new Position(5), file("a"));
      assertThat(archive.file()).isEqualTo(file("a"));
      var written = ArchiveFile.open(archive.file());
      written.check();
      assertThat(written.log()).isEqualTo(log.head().log());
      assertThat(written.digest()).isEqualTo(archive.digest());
      for (var event : before.subList(1, 5)) {
        assertThat(written.payload(event.position()))
            .isEqualTo(EventBytes.payloadOf(EventBytes.encode(event)));
      }
      Files.move(archive.file(), file("away"));
      reopened(() -> unreadable(archive, log.at(new Position(1)).stream().toList()));
    });
  }

  @Test
  void a_missing_file_hides_its_events_and_no_others_until_it_is_back() throws Exception {
    archiving(archives -> {
      var before = everything();
      var archive = archives.archive(new Position(4), new Position(6), file("a"));
      Files.move(archive.file(), file("away"));
      reopened(() -> {
        unreadable(archive, before.subList(0, 3));
        assertThat(pages(ALL, new Position(6), Direction.FORWARD, 100))
            .isEqualTo(before.subList(6, before.size()));
        assertThat(Verifier.of(log).verify().findings())
            .allSatisfy(finding ->
                assertThat(finding.detail()).contains(archive.file().toString(), "happened"))
            .extracting(finding -> finding.position().value())
            .containsExactly(4L, 5L, 6L);
        write(events.append(events.event(ONE)));
        Files.move(file("away"), archive.file());
        assertThat(everything().subList(0, before.size())).isEqualTo(before);
        assertThat(Verifier.of(log).verify().findings()).isEmpty();
      });
    });
  }

  @Test
  void a_missing_file_does_not_stop_appends_whose_conditions_look_at_its_range() throws Exception {
    archiving(archives -> {
      var before = everything();
      var archive = archives.archive(new Position(2), new Position(12), file("a"));
      Files.move(archive.file(), file("away"));
      reopened(() -> {
        var blue = ALL.tagged(Tag.of("colour", "blue"));
        var never = ALL.types("never.happened");
        var nobody = ALL.by(Actor.person("nobody"));
        assertThat(matchedAt(ALL.tagged(RED), Position.START)).isEqualTo(new Position(2));
        assertThat(matchedAt(ALL.types("other.happened"), new Position(5)))
            .isEqualTo(new Position(6));
        assertThat(matchedAt(ALL.streams(ONE), new Position(4))).isEqualTo(new Position(5));
        for (var query : List.of(blue, never, nobody)) {
          write(events.appendIf(nothing(query, Position.START), events.event(TEN)));
        }
        write(events.appendIf(at(ONE, Expected.exactly(6)), events.event(ONE)));
        write(events.appendIf(nothing(ALL.tagged(RED), new Position(12)), events.event(ONE)));
        unreadable(archive, before.subList(0, 1));
        Files.move(file("away"), archive.file());
        assertThat(everything()).hasSize(17);
        assertThat(Verifier.of(log).verify().findings()).isEmpty();
      });
    });
  }

  @Test
  void a_damaged_file_gives_no_event_and_is_named() throws Exception {
    archiving(archives -> {
      var before = everything();
      var archive = archives.archive(new Position(4), new Position(6), file("a"));
      var whole = Files.readAllBytes(archive.file());
      for (var at : List.of(0, 9, 20, 60, whole.length / 2, whole.length - 40)) {
        var damaged = whole.clone();
        damaged[at] ^= 1;
        Files.write(archive.file(), damaged);
        reopened(() -> unreadable(archive, before.subList(0, 3)));
      }
      Files.write(archive.file(), List.of());
      reopened(() -> unreadable(archive, before.subList(0, 3)));
    });
  }

  @Test
  void a_file_that_was_moved_is_attached_where_it_lies() throws Exception {
    archiving(archives -> {
      var before = everything();
      var first = archives.archive(new Position(1), new Position(4), file("a"));
      var second = archives.archive(new Position(5), new Position(7), file("b"));
      Files.move(second.file(), file("moved"));
      var attached = archives.attach(file("moved"));
      assertThat(attached.file()).isEqualTo(file("moved"));
      assertThat(attached.first()).isEqualTo(new Position(5));
      assertThat(archives.all()).containsExactly(first, attached);
      reopened(() -> {
        assertThat(log.archives().orElseThrow().all()).containsExactly(first, attached);
        assertThat(everything()).isEqualTo(before);
      });
    });
  }

  @Test
  void only_a_whole_archive_of_this_log_is_attached() throws Exception {
    archiving(archives -> {
      var archive = archives.archive(new Position(1), new Position(4), file("a"));
      var damaged = Files.readAllBytes(archive.file());
      damaged[70] ^= 1;
      Files.write(file("damaged"), damaged);
      Files.writeString(file("text"), "no archive");
      log = store.fresh(clock, ids);
      write(events.append(events.several(12, ONE)));
      var other = log.archives().orElseThrow();
      other.archive(new Position(1), new Position(4), file("other"));
      for (var name : List.of("damaged", "text", "a", "none")) {
        refusedNaming(file(name), () -> other.attach(file(name)));
      }
      assertThat(other.all()).extracting(Archive::file).containsExactly(file("other"));
    });
  }

  @Test
  void a_range_is_refused_that_is_not_there_whole_or_was_archived() throws Exception {
    archiving(archives -> {
      var before = everything();
      var archive = archives.archive(new Position(4), new Position(6), file("a"));
      for (var range : List.of(List.of(7, 13), List.of(13, 14), List.of(1, 4), List.of(5, 5))) {
        assertThatExceptionOfType(StoreException.Deterministic.class)
            .isThrownBy(() ->
                archives.archive(
                    new Position(range.getFirst()), new Position(range.getLast()), file("b")));
      }
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> archives.archive(Position.START, new Position(2), file("b")));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> archives.archive(new Position(3), new Position(2), file("b")));
      assertThat(archives.all()).containsExactly(archive);
      assertThat(everything()).isEqualTo(before);
      try (var left = Files.list(folder)) {
        assertThat(left).containsExactly(archive.file());
      }
    });
  }

  @Test
  void a_file_that_exists_or_cannot_be_written_is_refused() throws Exception {
    archiving(archives -> {
      var before = everything();
      var taken = Files.writeString(file("taken"), "mine");
      var nowhere = folder.resolve("no-such-folder").resolve("a");
      for (var bad : List.of(taken, nowhere, folder)) {
        refusedNaming(bad, () -> archives.archive(new Position(1), new Position(2), bad));
      }
      assertThat(taken).content().isEqualTo("mine");
      assertThat(archives.all()).isEmpty();
      assertThat(everything()).isEqualTo(before);
    });
  }

  @Test
  void everything_up_to_the_head_may_be_archived_and_the_log_goes_on() throws Exception {
    archiving(archives -> {
      var before = everything();
      archives.archive(new Position(7), new Position(12), file("b"));
      archives.archive(new Position(1), new Position(6), file("a"));
      assertThat(archives.all())
          .extracting(Archive::first)
          .containsExactly(new Position(1), new Position(7));
      reopened(() -> {
        refused(events.appendIf(at(ONE, Expected.exactly(5)), events.event(ONE)));
        refused(events.appendIf(nothing(ALL.tagged(RED), Position.START), events.event(ONE)));
        write(events.appendIf(at(ONE, Expected.exactly(6)), events.event(ONE)));
        assertThat(everything().subList(0, 12)).isEqualTo(before);
        assertThat(everything()).hasSize(13);
        assertThat(log.statistics().total()).isEqualTo(13);
        assertThat(Verifier.of(log).verify().findings()).isEmpty();
      });
    });
  }

  @Test
  void others_append_and_read_while_it_is_archived() throws Exception {
    archiving(archives -> {
      write(events.append(events.several(1_000, TEN)));
      var before = everything();
      Together.run(
          4,
          thread -> {
            switch (thread) {
              case 0 -> archives.archive(new Position(1), new Position(500), file("a"));
              case 1 -> archives.archive(new Position(501), new Position(1_012), file("b"));
              case 2 ->
                  LongStream.range(0, 50).forEach(_ -> write(events.append(events.event(ONE))));
              default -> {
                for (var round = 0; round < 10; round++) {
                  assertThat(everything().subList(0, before.size())).isEqualTo(before);
                }
              }
            }
            return true;
          });
      assertThat(everything()).hasSize(1_062).startsWith(before.toArray(RecordedEvent[]::new));
      assertThat(archives.all()).hasSize(2);
      assertThat(Verifier.of(log).verify().findings()).isEmpty();
    });
  }

  @Test
  void a_subscription_gets_what_was_archived() throws Exception {
    archiving(archives -> {
      var before = everything();
      archives.archive(new Position(1), new Position(9), file("a"));
      reopened(() -> {
        try (var subscription = log.subscribe(ALL, Position.START)) {
          var follower = new Follower(subscription, Position.START, store.patience());
          assertThat(follower.until(before.size()).events()).isEqualTo(before);
        }
      });
    });
  }

  @Test
  void a_closed_log_archives_nothing() throws Exception {
    archiving(archives -> {
      log.close();
      List<ThrowingCallable> calls =
          List.of(
              () -> archives.archive(new Position(1), new Position(2), file("a")),
              () -> log.archives());
      for (var call : calls) {
        assertThatExceptionOfType(StoreException.Closed.class).isThrownBy(call);
      }
      assertThat(file("a")).doesNotExist();
    });
  }

  /** Where an append meets the first event that it wants there to be none of. */
  private Position matchedAt(EventQuery query, Position since) {
    return refused(events.appendIf(nothing(query, since), events.event(ONE))).conflicting();
  }

  /** The events of an archive cannot be read, and what is readable before them can. */
  private void unreadable(Archive archive, List<RecordedEvent> readable) {
    assertThat(log.read(ALL, Position.START, Direction.FORWARD, readable.size()).events())
        .isEqualTo(readable);
    var before = new Position(archive.first().value() - 1);
    var calls = new ArrayList<ThrowingCallable>();
    calls.add(() -> log.read(ALL, before, Direction.FORWARD, 100));
    calls.add(() -> log.at(archive.first()));
    calls.add(() -> log.at(archive.last()));
    for (var call : calls) {
      refusedNaming(archive.file(), call);
    }
  }

  private static void refusedNaming(Path file, ThrowingCallable call) {
    assertThatExceptionOfType(StoreException.Deterministic.class)
        .isThrownBy(call)
        .withMessageContaining(file.toString());
  }

  /** Does it to a log that has been opened again, if the store is durable. */
  private void reopened(Step step) throws IOException, InterruptedException {
    if (store.durable()) {
      log = store.reopen(clock, ids);
      step.run();
    }
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * On a log of two streams of six events each, alternating; of a store that cannot, that it does
   * not offer it.
   */
  private void archiving(Archiving test) throws IOException, InterruptedException {
    for (var i = 0; i < 6; i++) {
      write(events.append(events.event(ONE), events.event(TEN, "other.happened", RED)));
    }
    assertThat(everything()).hasSize(12);
    assertThat(log.archives().isPresent()).isEqualTo(store.canArchive());
    var archives = log.archives();
    if (archives.isPresent()) {
      test.with(archives.get());
    }
  }
}
