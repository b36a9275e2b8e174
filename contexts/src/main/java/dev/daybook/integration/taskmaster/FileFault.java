package dev.daybook.integration.taskmaster;

/**
 * One thing that is wrong with a file, or odd about it, and where.
 *
 * @param line from 1
 * @param column from 1, in characters; a byte order mark does not count
 * @param path JSON Pointer (RFC 6901) of the value; empty for the whole document
 * @param message what is wrong and what to do about it
 */
public record FileFault(int line, int column, String path, String message) {
  @Override
  public String toString() {
    return "line "
        + line
        + ", column "
        + column
        + (path.isEmpty() ? "" : " (" + path + ")")
        + ": "
        + message;
  }
}
