package dev.daybook.kernel.catalogue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a command on its record. Every door is derived from it: {@code task.start} is {@code
 * POST /api/tasks/{task}/start}, {@code daybook task start TASK} and one entry of the reference.
 *
 * <p>A component is optional when it is {@code @Nullable}, a {@link Patch}, a collection or a
 * boolean; otherwise required.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CommandName {
  /** {@code subject.verb}, lower snake case. */
  String value();

  /** Which of the four shapes it has. */
  Shape shape();

  /** One sentence for people and assistants: what it does and when it is refused. */
  String description();
}
