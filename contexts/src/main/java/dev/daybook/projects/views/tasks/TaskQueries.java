package dev.daybook.projects.views.tasks;

import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.view.QueryHandler;
import dev.daybook.projects.api.NextTask;
import dev.daybook.projects.api.TaskQuery;
import dev.daybook.projects.api.TaskView;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The queries about tasks, listed once. */
public final class TaskQueries {
  private TaskQueries() {}

  public static List<QueryHandler<?, ?>> all() {
    return List.of(
        list(TaskQuery.All.class, TaskQueries::list),
        new Handler<>(TaskQuery.One.class, TaskView.class, TaskQueries::one),
        new Handler<>(
            TaskQuery.Next.class,
            NextTask.class,
            (query, context) -> Optional.of(NextQuery.answer(query, context))),
        list(TaskQuery.Search.class, TaskQueries::search),
        list(TaskQuery.Ready.class, TaskQueries::ready),
        new BlockedQuery());
  }

  private static <Q> QueryHandler<Q, Listing<TaskView>> list(
      Class<Q> query, BiFunction<Q, QueryHandler.Context, Listing<TaskView>> answer) {
    return new Handler<>(query, TaskView.class, answer.andThen(Optional::of));
  }

  /** One page of what a list asks for; a saved filter is answered by it as well. */
  public static Listing<TaskView> list(TaskQuery.All it, QueryHandler.Context context) {
    var filter =
        new Filter()
            .status(it.status())
            .equal("type", it.type())
            .priority(it.priority())
            .assignee(it.assignee())
            .place(it.project(), it.phase(), it.parent())
            .tag(it.tag())
            .text(it.text())
            .ready(it.ready(), context.now())
            .blocked(it.blocked());
    return Pages.oldestFirst(filter, it.limit(), it.after(), context);
  }

  private static Optional<TaskView> one(TaskQuery.One it, QueryHandler.Context context) {
    return context.tables().first(Pages.SELECT + "t.id = ?", Pages.view(context), it.task().text());
  }

  private static Listing<TaskView> search(TaskQuery.Search it, QueryHandler.Context context) {
    return list(
        new TaskQuery.All(
            it.status(),
            it.type(),
            it.priority(),
            it.assignee(),
            it.project(),
            it.phase(),
            it.parent(),
            it.tag(),
            it.text(),
            it.ready(),
            it.blocked(),
            it.limit(),
            it.after()),
        context);
  }

  private static Listing<TaskView> ready(TaskQuery.Ready it, QueryHandler.Context context) {
    var filter =
        new Filter()
            .place(it.project(), it.phase(), null)
            .assignee(it.assignee())
            .tag(it.tag())
            .ready(true, context.now());
    return Pages.bestFirst(filter, it.limit(), it.after(), context);
  }

  /** A query answered by a function. */
  private record Handler<Q, A>(
      Class<Q> query, Class<?> answers, BiFunction<Q, Context, Optional<A>> answering)
      implements QueryHandler<Q, A> {
    @Override
    public Optional<A> answer(Q asked, Context context) {
      return answering.apply(asked, context);
    }
  }
}
