package dev.daybook.doors.http;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** Fields of the small bodies that the routes over the log take. */
final class Fields {
  private Fields() {}

  /**
   * A file or folder.
   *
   * @throws Refusal 400 when there is none, or it could mean another folder here than there
   */
  static Path file(ObjectNode body, String name) {
    var given = body.path(name);
    try {
      if (given.isString() && !given.asString().isEmpty()) {
        var path = Path.of(given.asString());
        if (path.isAbsolute()) {
          return path.normalize();
        }
      }
    } catch (InvalidPathException _) {
      // told below, together with what is no path at all
    }
    throw Problems.bad("/" + name, "It names no file.", "a whole path on the server's machine");
  }

  /**
   * A position.
   *
   * @throws Refusal 400 when there is none
   */
  static long position(ObjectNode body, String name) {
    var given = body.path(name);
    if (given.isIntegralNumber() && given.canConvertToLong() && given.asLong() >= 1) {
      return given.asLong();
    }
    throw Problems.bad("/" + name, "It names no position.", "a whole number from 1");
  }
}
