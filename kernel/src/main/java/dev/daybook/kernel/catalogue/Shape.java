package dev.daybook.kernel.catalogue;

/**
 * The four shapes of a command; the shape decides the HTTP method and whether the path names a
 * subject.
 */
public enum Shape {
  /** {@code POST} on the collection. */
  CREATE,
  /** {@code PATCH} on the subject. */
  UPDATE,
  /** {@code DELETE} on the subject. */
  DELETE,
  /** {@code POST} on the subject, followed by the verb. */
  ACT
}
