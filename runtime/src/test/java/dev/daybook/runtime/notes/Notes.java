package dev.daybook.runtime.notes;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Id;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.Rejection;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.catalogue.QueryName;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.context.Gathering;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import dev.daybook.runtime.notes.Note.NoteId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The context of {@link Note}. */
public final class Notes implements BoundedContext {
  private final int viewVersion;
  private final boolean poisoned;

  public Notes() {
    this(1, false);
  }

  /**
   * @param poisoned whether a second view throws at every note titled {@code poison}
   */
  public Notes(int viewVersion, boolean poisoned) {
    this.viewVersion = viewVersion;
    this.poisoned = poisoned;
  }

  @Override
  public String name() {
    return "notes";
  }

  @Override
  public List<Aggregate<?, ?, ?, ?>> aggregates() {
    return List.of(new NoteAggregate());
  }

  @Override
  public List<View> views() {
    return poisoned
        ? List.of(new Poisoned(), new Titles(viewVersion))
        : List.of(new Titles(viewVersion));
  }

  @Override
  public List<QueryHandler<?, ?>> queries() {
    return List.of(new ListTitles());
  }

  static final class NoteAggregate
      implements Aggregate<Note.Command, Note, Note.Facts, Note.Event> {
    @Override
    public String category() {
      return "note";
    }

    @Override
    public Class<Note.Command> commands() {
      return Note.Command.class;
    }

    @Override
    public Class<Note.Event> events() {
      return Note.Event.class;
    }

    @Override
    public Class<Note> state() {
      return Note.class;
    }

    @Override
    public Class<? extends Id> id() {
      return NoteId.class;
    }

    @Override
    public Decider<Note.Command, Note, Note.Facts, Note.Event> decider() {
      return new NoteDecider();
    }

    @Override
    public StreamId subject(Note.Command command, IdSource ids) {
      return switch (command) {
        case Note.Command.Create _ -> new StreamId("note", ids.next().toString());
        case Note.Command.Update(var note, _) -> new StreamId("note", note.text());
        case Note.Command.Follow(var note, _) -> new StreamId("note", note.text());
      };
    }

    @Override
    public Note.Facts facts(
        Note.Command command, StreamId subject, Note state, Gathering gathering) {
      var id = NoteId.parse(subject.id());
      return switch (command) {
        case Note.Command.Create _ -> {
          var number =
              gathering.allot("notes", EventQuery.all().types("note.created"), Notes::numberOf);
          gathering.unique(Tag.of("ref", "N-" + number));
          yield new Note.Facts(id, "N-" + number, Map.of());
        }
        case Note.Command.Update _ -> new Note.Facts(id, "", Map.of());
        case Note.Command.Follow(_, var other) ->
            new Note.Facts(id, "", reachable(other, gathering));
      };
    }

    private Map<NoteId, Note> reachable(NoteId from, Gathering gathering) {
      var found = new HashMap<NoteId, Note>();
      var open = new ArrayDeque<>(List.of(from));
      while (!open.isEmpty()) {
        var next = open.pop();
        if (!found.containsKey(next)) {
          var note = gathering.state(this, new StreamId("note", next.text())).state();
          found.put(next, note);
          open.addAll(note.follows());
        }
      }
      return found;
    }

    @Override
    public Set<Tag> tags(StreamId stream, Note after, Note.Event event) {
      return event instanceof Note.Event.Created created
          ? Set.of(Tag.of("ref", created.number()))
          : Set.of();
    }

    @Override
    public Optional<Tag> reference(String text) {
      return text.matches("N-\\d{1,9}") ? Optional.of(Tag.of("ref", text)) : Optional.empty();
    }
  }

  private static long numberOf(Object event) {
    return event instanceof Note.Event.Created created
        ? Long.parseLong(created.number().substring(2))
        : 0;
  }

  private static final class NoteDecider
      implements Decider<Note.Command, Note, Note.Facts, Note.Event> {
    @Override
    public Note initialState() {
      return Note.NONE;
    }

    @Override
    public Decision<Note.Event> decide(Note.Command command, Note note, Note.Facts facts) {
      return switch (command) {
        case Note.Command.Create create ->
            Decision.accepted(
                new Note.Event.Created(facts.fresh(), create.title(), facts.number()));
        case Note.Command.Update(var id, _) when note.id() == null ->
            Decision.rejected(Rejection.notFound("note", id.text()));
        case Note.Command.Update(var id, var title) ->
            !title.present() || note.title().equals(title.value())
                ? Decision.unchanged()
                : Decision.accepted(new Note.Event.Renamed(id, String.valueOf(title.value())));
        case Note.Command.Follow(var id, var other) ->
            facts.reachable().values().stream().anyMatch(one -> one.follows().contains(id))
                ? Decision.refused("circle", "That would be a circle.", Map.of("through", other))
                : Decision.accepted(new Note.Event.Followed(id, other));
      };
    }

    @Override
    public Note evolve(Note note, Note.Event event) {
      return switch (event) {
        case Note.Event.Created(var id, var title, var number) ->
            new Note(id, title, number, Set.of());
        case Note.Event.Renamed(_, var title) ->
            new Note(note.id(), title, note.number(), note.follows());
        case Note.Event.Followed(_, var other) -> note.following(other);
      };
    }
  }

  private record Titles(int version) implements View {
    @Override
    public String name() {
      return "titles";
    }

    @Override
    public List<String> schema() {
      return List.of(
          "create table titles_title (id text primary key, title text not null, seen integer not"
              + " null)");
    }

    @Override
    public List<String> tables() {
      return List.of("titles_title");
    }

    @Override
    public EventQuery events() {
      return EventQuery.all().types("note.created", "note.renamed");
    }

    @Override
    public void apply(List<Occurrence> batch, Tables.Writer tables, Json json) {
      for (var occurrence : batch) {
        var title =
            switch (occurrence.event()) {
              case Note.Event.Created created -> created.title();
              case Note.Event.Renamed renamed -> renamed.title();
              default -> throw new IllegalStateException("not asked for: " + occurrence);
            };
        tables.execute(
            """
            insert into titles_title (id, title, seen) values (?, ?, 1)
            on conflict (id) do update set title = excluded.title, seen = titles_title.seen + 1
            """,
            occurrence.envelope().stream().id(),
            title);
      }
    }
  }

  private record Poisoned() implements View {
    @Override
    public String name() {
      return "poisoned";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<String> schema() {
      return List.of("create table poisoned_row (id text)");
    }

    @Override
    public List<String> tables() {
      return List.of("poisoned_row");
    }

    @Override
    public EventQuery events() {
      return EventQuery.all();
    }

    @Override
    public void apply(List<Occurrence> batch, Tables.Writer tables, Json json) {
      for (var occurrence : batch) {
        if (occurrence.event() instanceof Note.Event.Created(_, var title, _)
            && title.equals("poison")) {
          throw new IllegalStateException("cannot digest " + title);
        }
      }
    }
  }

  /** All titles. */
  @QueryName(value = "note.list", description = "Lists the notes.")
  public record All() {}

  /** A row of the list. */
  public record Title(@Describe("Id.") NoteId note, String title, long seen) {}

  private static final class ListTitles implements QueryHandler<All, Listing<Title>> {
    @Override
    public Class<All> query() {
      return All.class;
    }

    @Override
    public Class<?> answers() {
      return Title.class;
    }

    @Override
    public Optional<Listing<Title>> answer(All query, Context context) {
      return Optional.of(
          new Listing<>(
              context
                  .tables()
                  .query(
                      "select id, title, seen from titles_title order by id",
                      row ->
                          new Title(
                              NoteId.parse(row.text("id")), row.text("title"), row.number("seen"))),
              null));
    }
  }
}
