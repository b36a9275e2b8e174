package dev.daybook.kernel.catalogue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bounds a component. For text: characters; for a collection: items, with {@link #each} characters
 * a text item; for a number: the value itself. Without it a text has at most {@link #TEXT}
 * characters and a collection {@link #ITEMS} items.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Limit {
  /** Characters of a name. */
  int NAME = 200;

  /** Characters of a text: 64 KiB. */
  int TEXT = 65_536;

  /** Items of a collection. */
  int ITEMS = 1_000;

  /** Tags of a subject. */
  int TAGS = 50;

  long min() default 0;

  long max();

  /** Characters of each text item of a collection. */
  int each() default TEXT;

  /** A regular expression the whole text must match; empty asks nothing. */
  String pattern() default "";
}
