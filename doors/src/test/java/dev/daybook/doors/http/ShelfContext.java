package dev.daybook.doors.http;

import dev.daybook.kernel.Decider;
import dev.daybook.kernel.Decision;
import dev.daybook.kernel.Id;
import dev.daybook.kernel.IdSource;
import dev.daybook.kernel.Rejection;
import dev.daybook.kernel.catalogue.CommandName;
import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.EventName;
import dev.daybook.kernel.catalogue.Limit;
import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.kernel.catalogue.QueryName;
import dev.daybook.kernel.catalogue.Shape;
import dev.daybook.kernel.catalogue.Subject;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A context small enough to be read in a minute: books on a shelf. */
public final class ShelfContext implements BoundedContext {
  /** The id of a book. */
  public record BookId(UUID value) implements Id {
    public static BookId parse(String text) {
      return new BookId(UUID.fromString(text));
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

  public enum Mood {
    MERRY,
    SAD
  }

  public sealed interface BookCommand {
    @CommandName(
        value = "book.create",
        shape = Shape.CREATE,
        description = "Puts a book on the shelf.")
    record Create(
        @Describe("What it is called") @Limit(min = 1, max = Limit.NAME) String name,
        @Nullable Mood mood,
        @Limit(max = 3, each = 10) Set<String> tags,
        @Limit(min = 1, max = 9_999) @Nullable Integer pages,
        @Nullable String code)
        implements BookCommand {}

    @CommandName(value = "book.update", shape = Shape.UPDATE, description = "Changes a book.")
    record Update(@Subject BookId book, @Limit(min = 1, max = Limit.NAME) Patch<String> name)
        implements BookCommand {}

    @CommandName(
        value = "book.lend_out",
        shape = Shape.ACT,
        description = "Lends it. Refused while it is lent.")
    record LendOut(@Subject BookId book) implements BookCommand {}

    @CommandName(value = "book.delete", shape = Shape.DELETE, description = "Throws it away.")
    record Delete(@Subject BookId book) implements BookCommand {}
  }

  public sealed interface BookEvent {
    @EventName(
        value = "book.created",
        description = "A book was put on the shelf.",
        aliases = "book_created")
    record Created(String name, @Nullable Mood mood, Set<String> tags, @Nullable String code)
        implements BookEvent {}

    @EventName(value = "book.updated", description = "It changed.")
    record Updated(String name) implements BookEvent {}

    @EventName(value = "book.lent", description = "It was lent.", answersTo = "book.moved")
    record Lent() implements BookEvent {}

    @EventName(
        value = "book.deleted",
        description = "It was thrown away.",
        answersTo = "book.moved")
    record Deleted() implements BookEvent {}
  }

  public record Book(boolean exists, boolean lent, String name, @Nullable String code) {}

  public sealed interface BookQuery {
    @QueryName(value = "book.list", description = "The books.")
    record All(
        Set<Mood> mood, @Limit(min = 1, max = 500) @Nullable Integer limit, @Nullable String after)
        implements BookQuery {}

    @QueryName(value = "book.get", description = "One book.")
    record One(@Subject BookId book) implements BookQuery {}

    @QueryName(value = "book.next", description = "The book to read next.")
    record Next() implements BookQuery {}
  }

  public record BookView(String id, String name, @Nullable Mood mood, long version) {}

  static final Books BOOKS = new Books();

  @Override
  public String name() {
    return "shelf";
  }

  @Override
  public List<Aggregate<?, ?, ?, ?>> aggregates() {
    return List.of(BOOKS);
  }

  @Override
  public List<View> views() {
    return List.of(new BooksView());
  }

  @Override
  public List<QueryHandler<?, ?>> queries() {
    return List.of(new ListBooks(), new GetBook(), new NextBook());
  }

  static final class Books
      implements Aggregate<BookCommand, Book, String, BookEvent>,
          Decider<BookCommand, Book, String, BookEvent> {
    @Override
    public String category() {
      return "book";
    }

    @Override
    public Class<BookCommand> commands() {
      return BookCommand.class;
    }

    @Override
    public Class<BookEvent> events() {
      return BookEvent.class;
    }

    @Override
    public Class<Book> state() {
      return Book.class;
    }

    @Override
    public Class<? extends Id> id() {
      return BookId.class;
    }

    @Override
    public Decider<BookCommand, Book, String, BookEvent> decider() {
      return this;
    }

    @Override
    public StreamId subject(BookCommand command, IdSource ids) {
      return switch (command) {
        case BookCommand.Create _ -> stream(new BookId(ids.next()));
        case BookCommand.Update(var book, _) -> stream(book);
        case BookCommand.LendOut(var book) -> stream(book);
        case BookCommand.Delete(var book) -> stream(book);
      };
    }

    private static StreamId stream(BookId book) {
      return new StreamId("book", book.text());
    }

    @Override
    public String facts(BookCommand command, StreamId subject, Book state, Gathering gathering) {
      return gathering.actor().toString();
    }

    @Override
    public Set<Tag> tags(StreamId stream, Book after, BookEvent event) {
      return event instanceof BookEvent.Created(_, _, _, var code) && code != null
          ? Set.of(Tag.of("ref", code))
          : Set.of(Tag.of("shelf", "one"));
    }

    @Override
    public Optional<Tag> reference(String text) {
      return text.matches("B-[0-9]+") ? Optional.of(Tag.of("ref", text)) : Optional.empty();
    }

    @Override
    public Book initialState() {
      return new Book(false, false, "", null);
    }

    @Override
    public Decision<BookEvent> decide(BookCommand command, Book state, String facts) {
      if (!(command instanceof BookCommand.Create) && !state.exists()) {
        return Decision.rejected(Rejection.notFound("book", "asked for"));
      }
      return switch (command) {
        case BookCommand.Create(var name, var mood, var tags, _, var code) ->
            name.equals("forbidden")
                ? Decision.rejected(
                    Rejection.content("name_forbidden", "Call it something else.", Map.of()))
                : Decision.accepted(new BookEvent.Created(name, mood, tags, code));
        case BookCommand.Update(_, var name) -> {
          var wanted = name.or(state.name());
          yield wanted == null || wanted.equals(state.name())
              ? Decision.unchanged()
              : Decision.accepted(new BookEvent.Updated(wanted));
        }
        case BookCommand.LendOut _ ->
            state.lent()
                ? Decision.refused(
                    "move_not_allowed",
                    "It is lent; wait for it.",
                    Map.of("allowedMoves", List.of("delete")))
                : Decision.accepted(new BookEvent.Lent());
        case BookCommand.Delete _ -> Decision.accepted(new BookEvent.Deleted());
      };
    }

    @Override
    public Book evolve(Book state, BookEvent event) {
      return switch (event) {
        case BookEvent.Created(var name, _, _, var code) -> new Book(true, false, name, code);
        case BookEvent.Updated(var name) -> new Book(true, state.lent(), name, state.code());
        case BookEvent.Lent() -> new Book(true, true, state.name(), state.code());
        case BookEvent.Deleted() -> new Book(false, false, state.name(), state.code());
      };
    }
  }

  static final class BooksView implements View {
    @Override
    public String name() {
      return "books";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public List<String> schema() {
      return List.of(
          "create table books (position integer primary key, id text not null, name text not null,"
              + " mood text, version integer not null)");
    }

    @Override
    public List<String> tables() {
      return List.of("books");
    }

    @Override
    public EventQuery events() {
      return EventQuery.all().categories("book");
    }

    @Override
    public void apply(List<Occurrence> batch, Tables.Writer tables, Json json) {
      for (var occurrence : batch) {
        var envelope = occurrence.envelope();
        var id = envelope.stream().id();
        var version = envelope.version().value();
        switch (occurrence.event()) {
          case BookEvent.Created(var name, var mood, _, _) ->
              tables.execute(
                  "insert into books (position, id, name, mood, version) values (?, ?, ?, ?, ?)",
                  envelope.position().value(),
                  id,
                  name,
                  mood == null ? null : mood.name(),
                  version);
          case BookEvent.Updated(var name) ->
              tables.execute(
                  "update books set name = ?, version = ? where id = ?", name, version, id);
          case BookEvent.Deleted _ -> tables.execute("delete from books where id = ?", id);
          default -> tables.execute("update books set version = ? where id = ?", version, id);
        }
      }
    }
  }

  private static BookView row(Tables.Row row) {
    var mood = row.textOrNull("mood");
    return new BookView(
        row.text("id"),
        row.text("name"),
        mood == null ? null : Mood.valueOf(mood),
        row.number("version"));
  }

  static final class ListBooks implements QueryHandler<BookQuery.All, Listing<BookView>> {
    @Override
    public Class<BookQuery.All> query() {
      return BookQuery.All.class;
    }

    @Override
    public Class<?> answers() {
      return BookView.class;
    }

    @Override
    public Optional<Listing<BookView>> answer(BookQuery.All query, Context context) {
      var limit = query.limit() == null ? 50 : query.limit();
      var after = query.after() == null ? 0 : Long.parseLong(query.after());
      var rows =
          context
              .tables()
              .query(
                  "select * from books where position > ? order by position limit ?",
                  row -> Map.entry(row.number("position"), row(row)),
                  after,
                  limit + 1);
      var wanted = rows.stream().limit(limit).toList();
      var items =
          wanted.stream()
              .map(Map.Entry::getValue)
              .filter(book -> query.mood().isEmpty() || query.mood().contains(book.mood()))
              .toList();
      return Optional.of(
          new Listing<>(
              items, rows.size() > limit ? Long.toString(wanted.getLast().getKey()) : null));
    }
  }

  static final class GetBook implements QueryHandler<BookQuery.One, BookView> {
    @Override
    public Class<BookQuery.One> query() {
      return BookQuery.One.class;
    }

    @Override
    public Class<?> answers() {
      return BookView.class;
    }

    @Override
    public Optional<BookView> answer(BookQuery.One query, Context context) {
      return context
          .tables()
          .first("select * from books where id = ?", ShelfContext::row, query.book().text());
    }
  }

  static final class NextBook implements QueryHandler<BookQuery.Next, BookView> {
    @Override
    public Class<BookQuery.Next> query() {
      return BookQuery.Next.class;
    }

    @Override
    public Class<?> answers() {
      return BookView.class;
    }

    @Override
    public Optional<BookView> answer(BookQuery.Next query, Context context) {
      return context.tables().first("select * from books order by position", ShelfContext::row);
    }
  }
}
