package dev.daybook.runtime.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.runtime.command.CommandResult;
import dev.daybook.runtime.notes.Note;
import dev.daybook.runtime.notes.Note.NoteId;
import dev.daybook.runtime.notes.Notes;
import dev.daybook.runtime.notes.World;
import dev.daybook.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Log and views of two nodes in one PostgreSQL: both write, both serve. */
class TwoNodesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Clock CLOCK = Clock.systemUTC();
  private static final PostgresServer SERVER = PostgresServer.shared(16);
  private static final int RENAMES = 25;

  private final String url = SERVER.storeUrl(SERVER.freshDatabase());

  private World node() {
    var log = StoreProvider.openUrl(url, CLOCK, new Uuid7(CLOCK));
    return new World(log, new Notes(), ViewDatabase.of(url, Path.of("not", "made")));
  }

  /** What a node answers once its views hold everything up to what another has acknowledged. */
  private static List<Notes.Title> seen(World node, CommandResult written) {
    var position = ((CommandResult.Done) written).position();
    assertThat(node.engine.projections().await(position, PATIENCE)).isTrue();
    return node.titles();
  }

  private static NoteId note(CommandResult written) {
    return NoteId.parse(((CommandResult.Done) written).outcomes().getFirst().stream().id());
  }

  @Test
  void what_one_node_acknowledged_the_other_shows() {
    try (var one = node();
        var other = node()) {
      for (var round = 0; round < 10; round++) {
        var writer = round % 2 == 0 ? one : other;
        var reader = round % 2 == 0 ? other : one;
        var written = writer.give(Note.Command.Create.titled("note " + round));

        assertThat(seen(reader, written))
            .contains(new Notes.Title(note(written), "note " + round, 1));
        assertThat(reader.titles()).hasSize(round + 1);
      }
    }
  }

  @Test
  void of_what_two_nodes_write_at_once_every_event_is_in_the_views_once() throws Exception {
    try (var one = node();
        var other = node();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Callable<CommandResult>>();
      for (var node : List.of(one, other, one, other)) {
        work.add(() -> renamed(node));
      }
      var last = new ArrayList<CommandResult>();
      for (Future<CommandResult> done : threads.invokeAll(work)) {
        last.add(done.get());
      }
      for (var node : List.of(one, other)) {
        last.forEach(written -> seen(node, written));
        assertThat(node.titles())
            .hasSize(work.size())
            .allSatisfy(title -> {
              assertThat(title.title()).isEqualTo("t" + RENAMES);
              assertThat(title.seen()).isEqualTo(1 + RENAMES);
            });
      }
    }
  }

  private static CommandResult renamed(World node) {
    var note = note(node.give(Note.Command.Create.titled("t0")));
    CommandResult last = null;
    for (var time = 1; time <= RENAMES; time++) {
      last = node.give(new Note.Command.Update(note, Patch.set("t" + time)));
      assertThat(last).isInstanceOf(CommandResult.Done.class);
    }
    return last;
  }
}
