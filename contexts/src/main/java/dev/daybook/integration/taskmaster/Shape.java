package dev.daybook.integration.taskmaster;

/** Which of the three shapes a file has. */
public enum Shape {
  /** An object of tags, each {@code {"tasks": […], "metadata": {…}}}. */
  TAGGED,
  /** {@code {"tasks": […]}}, with or without metadata; belongs to tag {@code master}. */
  FLAT,
  /** {@code […]}; belongs to tag {@code master}. */
  BARE
}
