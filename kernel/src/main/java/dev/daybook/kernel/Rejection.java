package dev.daybook.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why the domain says no: a stable code, one sentence for people, and details that name the
 * alternative (the allowed moves, the cycle, who may).
 *
 * @param code stable, lower snake case, such as {@code move_not_allowed}
 * @param kind what it is about; the doors map it to a status once
 * @param message one sentence that says what to do instead
 * @param details JSON-like values (text, numbers, booleans, lists, maps, ids) in the order they are
 *     shown
 */
public record Rejection(String code, Kind kind, String message, Map<String, Object> details) {
  /** What a refusal is about. */
  public enum Kind {
    /** Not now: the state of the subject forbids it (HTTP 409). */
    STATE,
    /** Not so: the content of the command is not acceptable (HTTP 422). */
    CONTENT,
    /** Not you (HTTP 403). */
    PERMISSION,
    /** There is no such subject (HTTP 404). */
    NOT_FOUND
  }

  public Rejection {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  public static Rejection state(String code, String message, Map<String, Object> details) {
    return new Rejection(code, Kind.STATE, message, details);
  }

  public static Rejection content(String code, String message, Map<String, Object> details) {
    return new Rejection(code, Kind.CONTENT, message, details);
  }

  public static Rejection permission(String code, String message, Map<String, Object> details) {
    return new Rejection(code, Kind.PERMISSION, message, details);
  }

  public static Rejection notFound(String what, String id) {
    return new Rejection(
        what + "_not_found",
        Kind.NOT_FOUND,
        "There is no " + what + " '" + id + "'. List them to see the ids and references there are.",
        Map.of(what, id));
  }
}
