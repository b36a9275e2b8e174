package dev.daybook.runtime.catalogue;

import dev.daybook.kernel.catalogue.CommandName;
import dev.daybook.kernel.catalogue.EventName;
import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.catalogue.QueryName;
import dev.daybook.kernel.catalogue.Subject;
import dev.daybook.kernel.catalogue.Within;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.runtime.codec.Sealed;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every command, query and event, declared once as records and read from them here. All doors, the
 * reference pages and the schemas are derived from it. Records without {@link CommandName} are
 * commands that no door offers.
 */
public final class Catalogue {
  private final List<CommandSpec> commands = new ArrayList<>();
  private final List<QuerySpec> queries = new ArrayList<>();
  private final List<EventSpec> events = new ArrayList<>();
  private final Map<Class<?>, Aggregate<?, ?, ?, ?>> owners = new HashMap<>();
  private final List<Aggregate<?, ?, ?, ?>> aggregates = new ArrayList<>();

  private Catalogue() {}

  public static Catalogue of(List<BoundedContext> contexts) {
    var catalogue = new Catalogue();
    for (var context : contexts) {
      context.aggregates().forEach(catalogue::add);
      context.queries().forEach(catalogue::add);
      context.furtherEvents().forEach(top -> catalogue.addEvents(top, context.name()));
    }
    return catalogue;
  }

  private void add(Aggregate<?, ?, ?, ?> aggregate) {
    aggregates.add(aggregate);
    for (var type : Sealed.records(aggregate.commands())) {
      owners.put(type, aggregate);
      var name = type.getAnnotation(CommandName.class);
      if (name != null) {
        var fields = Fields.of(type);
        commands.add(
            new CommandSpec(
                name.value(),
                name.description(),
                name.shape(),
                type,
                fields,
                marked(type, fields, Subject.class),
                marked(type, fields, Within.class),
                aggregate));
      }
    }
    addEvents(aggregate.events(), aggregate.category());
  }

  private void add(QueryHandler<?, ?> handler) {
    var type = handler.query();
    var name = type.getAnnotation(QueryName.class);
    if (name == null) {
      throw new IllegalStateException(type.getName() + " needs a @QueryName");
    }
    var fields = Fields.of(type);
    queries.add(
        new QuerySpec(
            name.value(),
            name.description(),
            type,
            fields,
            marked(type, fields, Subject.class),
            marked(type, fields, Within.class),
            handler.answers(),
            answersListing(handler),
            handler));
  }

  private static boolean answersListing(QueryHandler<?, ?> handler) {
    return Arrays.stream(handler.getClass().getMethods())
        .filter(method -> method.getName().equals("answer") && !method.isBridge())
        .anyMatch(method ->
            method.getGenericReturnType().getTypeName().contains(Listing.class.getName() + "<"));
  }

  private void addEvents(Class<?> top, String category) {
    for (var type : Sealed.records(top)) {
      var name = type.getAnnotation(EventName.class);
      if (name == null) {
        throw new IllegalStateException(type.getName() + " needs an @EventName");
      }
      events.add(
          new EventSpec(
              Aggregate.typeOf(type),
              name.description(),
              type,
              Fields.of(type),
              List.of(name.aliases()),
              List.of(name.answersTo()),
              category));
    }
  }

  private static Optional<FieldSpec> marked(
      Class<?> type, List<FieldSpec> fields, Class<? extends Annotation> mark) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.isAnnotationPresent(mark))
        .findFirst()
        .flatMap(component ->
            fields.stream().filter(field -> field.name().equals(component.getName())).findFirst());
  }

  /** In the order of the contexts' lists. */
  public List<CommandSpec> commands() {
    return List.copyOf(commands);
  }

  public List<QuerySpec> queries() {
    return List.copyOf(queries);
  }

  public List<EventSpec> events() {
    return List.copyOf(events);
  }

  public List<Aggregate<?, ?, ?, ?>> aggregates() {
    return List.copyOf(aggregates);
  }

  public Optional<CommandSpec> command(String name) {
    return commands.stream().filter(command -> command.name().equals(name)).findFirst();
  }

  public Optional<QuerySpec> query(String name) {
    return queries.stream().filter(query -> query.name().equals(name)).findFirst();
  }

  /** The declaration of a command's class; empty for one that no door offers. */
  public Optional<CommandSpec> command(Class<?> type) {
    return commands.stream().filter(command -> command.type() == type).findFirst();
  }

  /** The fields of any record, such as an answer, an event or a part of one. */
  public static List<FieldSpec> fields(Class<?> type) {
    return Fields.of(type);
  }

  /** The aggregate that decides a command. */
  public Aggregate<?, ?, ?, ?> owner(Class<?> command) {
    var owner = owners.get(command);
    if (owner == null) {
      throw new IllegalArgumentException(
          command.getName() + " is in no aggregate's list of commands");
    }
    return owner;
  }
}
