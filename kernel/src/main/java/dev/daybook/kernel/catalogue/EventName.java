package dev.daybook.kernel.catalogue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name and version under which an event is stored. The storage format: add, never edit. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventName {
  /** {@code subject.past_tense}, lower snake case. */
  String value();

  /** Schema version of the data, from 1. */
  int version() default 1;

  /** One sentence: what it means that this happened. */
  String description();

  /**
   * Other spellings that are read as this event, such as {@code task_created} or {@code
   * task:created}.
   */
  String[] aliases() default {};

  /**
   * Collective names this event answers to in filters and subscriptions, such as {@code
   * task.status_changed}.
   */
  String[] answersTo() default {};
}
