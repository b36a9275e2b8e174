package dev.daybook.runtime.notes;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.log.AppendId;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Version;
import dev.daybook.kernel.memory.MemoryLog;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.command.CommandResult;
import dev.daybook.runtime.command.Envelope;
import dev.daybook.runtime.command.Item;
import dev.daybook.runtime.notes.Note.NoteId;
import dev.daybook.runtime.projection.SqliteViews;
import dev.daybook.runtime.projection.ViewDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An engine of notes over a log in memory. */
public final class World implements AutoCloseable {
  public static final Actor ALICE = Actor.person("alice");
  private static final Clock CLOCK = Clock.systemUTC();

  public final EventLog log;
  public final Engine engine;

  public World() {
    this(new MemoryLog(new Uuid7(CLOCK), CLOCK), new Notes());
  }

  public World(EventLog log, BoundedContext notes) {
    this(log, notes, SqliteViews.memory());
  }

  public World(EventLog log, BoundedContext notes, ViewDatabase views) {
    this.log = log;
    this.engine = Engine.start(log, views, List.of(notes), CLOCK, new Uuid7(CLOCK));
  }

  public static Envelope envelope(UUID id) {
    return new Envelope(new AppendId(id), ALICE, "c-" + id, null, "test");
  }

  public CommandResult give(Object command) {
    return give(command, null);
  }

  public CommandResult give(Object command, @Nullable Version expected) {
    return engine.commands().dispatch(envelope(engine.ids().next()), command, expected);
  }

  public CommandResult giveAll(Object... commands) {
    return engine
        .commands()
        .dispatchAll(
            envelope(engine.ids().next()), List.of(commands).stream().map(Item::of).toList());
  }

  public NoteId note(String title) {
    var done = (CommandResult.Done) give(Note.Command.Create.titled(title));
    return NoteId.parse(done.outcomes().getFirst().stream().id());
  }

  public static StreamId stream(NoteId note) {
    return new StreamId("note", note.text());
  }

  public List<Notes.Title> titles() {
    engine.projections().await(log.head().position(), Duration.ofSeconds(20));
    return ((dev.daybook.kernel.catalogue.Listing<?>)
            engine.queries().ask(new Notes.All(), ALICE).orElseThrow())
        .items().stream().map(Notes.Title.class::cast).toList();
  }

  @Override
  public void close() {
    engine.close();
  }
}
