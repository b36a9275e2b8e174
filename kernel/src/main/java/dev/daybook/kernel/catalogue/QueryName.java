package dev.daybook.kernel.catalogue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a query on its record. {@code task.list} is {@code GET /api/tasks}, {@code task.get} is
 * {@code GET /api/tasks/{task}}; any other word follows the collection ({@code /api/tasks/next})
 * or, where a component is the {@link Subject}, the subject ({@code /api/tasks/{task}/history}).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface QueryName {
  /** {@code subject.word}, lower snake case. */
  String value();

  /** One sentence: what it answers. */
  String description();
}
