package dev.daybook.integration.api;

/** Which of the three shapes a Task Master file has. */
public enum Shape {
  /** An object of tags, each {@code {"tasks": […], "metadata": {…}}}. */
  TAGGED,
  /** {@code {"tasks": […]}}, with or without metadata; belongs to tag {@code master}. */
  FLAT,
  /** {@code […]}; belongs to tag {@code master}. */
  BARE
}
