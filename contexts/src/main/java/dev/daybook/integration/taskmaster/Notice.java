package dev.daybook.integration.taskmaster;

/**
 * Something about an import that somebody should know; it never stops the import.
 *
 * @param where a tag and a task ({@code master 3.2}), or a place in the file
 * @param message what it is
 */
public record Notice(String where, String message) {
  @Override
  public String toString() {
    return where + ": " + message;
  }
}
