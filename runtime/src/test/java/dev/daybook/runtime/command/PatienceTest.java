package dev.daybook.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.log.Append;
import dev.daybook.kernel.log.AppendResult;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.Version;
import dev.daybook.runtime.catalogue.Catalogue;
import dev.daybook.runtime.codec.EventCodec;
import dev.daybook.runtime.codec.JsonCodec;
import dev.daybook.runtime.notes.Note;
import dev.daybook.runtime.notes.Note.NoteId;
import dev.daybook.runtime.notes.Notes;
import dev.daybook.runtime.notes.World;
import dev.daybook.testkit.ForwardingLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A command that another process keeps overtaking. */
class PatienceTest {
  private final World others = new World();
  private final OvertakenLog log = new OvertakenLog(others.log);
  private final NoteId note = others.note("a");

  @AfterEach
  void close() {
    others.close();
  }

  @Test
  void lands_however_often_that_was() {
    log.overtake(40, round -> others.give(rename("other " + round)));

    var result = dispatch(Patience.USUAL);

    assertThat(result).isInstanceOf(CommandResult.Done.class);
    assertThat(log.left).isZero();
    assertThat(others.log.version(World.stream(note))).isEqualTo(new Version(1 + 40 + 1));
  }

  @Test
  void is_told_who_when_its_time_is_over_and_has_written_nothing() {
    log.overtake(Integer.MAX_VALUE, round -> others.give(rename("other " + round)));

    var result = dispatch(Duration.ofMillis(30));

    assertThat(result)
        .isInstanceOfSatisfying(
            CommandResult.Conflicted.class,
            lost -> {
              assertThat(lost.expected()).isNull();
              assertThat(lost.stream()).isEqualTo(World.stream(note));
              assertThat(lost.actual()).isEqualTo(others.log.version(World.stream(note)));
              assertThat(lost.changedBy()).isEqualTo(World.ALICE);
            });
    assertThat(others.titles()).extracting(Notes.Title::title).doesNotContain("mine");
  }

  private CommandResult dispatch(Duration patience) {
    var clock = Clock.systemUTC();
    var ids = new Uuid7(clock);
    var codec = new EventCodec(new JsonCodec(), List.of(new Notes()));
    var bus =
        new CommandBus(
            log,
            Catalogue.of(List.of(new Notes())),
            codec,
            new States(log, codec, new StateSnapshots(log, codec, clock), 100),
            clock,
            ids,
            Authoriser.EVERYONE,
            patience);
    return bus.dispatch(World.envelope(ids.next()), rename("mine"), null);
  }

  private Note.Command.Update rename(String title) {
    return new Note.Command.Update(note, Patch.set(title));
  }

  /** A log where somebody else appends just before each append. */
  private static final class OvertakenLog extends ForwardingLog {
    private int left;
    private IntConsumer somebody = _ -> {};

    OvertakenLog(EventLog log) {
      super(log);
    }

    void overtake(int times, IntConsumer by) {
      left = times;
      somebody = by;
    }

    @Override
    public AppendResult append(Append append) {
      if (left > 0) {
        somebody.accept(left--);
      }
      return super.append(append);
    }
  }
}
