package dev.daybook.kernel.view;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.log.EventLog;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers one query of the catalogue from the views.
 *
 * @param <Q> the query record, annotated with {@link dev.daybook.kernel.catalogue.QueryName}
 * @param <A> the answer: a record, or a {@link dev.daybook.kernel.catalogue.Listing} of records
 */
public interface QueryHandler<Q, A> {
  Class<Q> query();

  /** The class of the answer, or of the items where the answer is a listing. */
  Class<?> answers();

  /** The answer; empty when there is no such subject. */
  Optional<A> answer(Q query, Context context);

  /** What a query may use. */
  interface Context {
    Tables.Reader tables();

    Json json();

    EventLog log();

    Actor actor();

    Instant now();
  }
}
