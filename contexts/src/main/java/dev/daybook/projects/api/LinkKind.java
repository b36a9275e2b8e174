package dev.daybook.projects.api;

/** What a link leads to. */
public enum LinkKind {
  COMMIT,
  PULL_REQUEST,
  URL,
  DOCUMENT
}
