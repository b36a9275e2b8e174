package dev.daybook.doors.http;

import dev.daybook.kernel.Actor;
import java.util.function.BooleanSupplier;

/**
 * Whoever made a request, as the door has found out; nothing a body says changes it.
 *
 * @param actor who acts
 * @param source the door: {@code http} or {@code cli}
 * @param stillIn whether the token is still valid; long answers ask again now and then
 */
public record Caller(Actor actor, String source, BooleanSupplier stillIn) {
  /** A caller that is never sent away. */
  public static Caller of(Actor actor, String source) {
    return new Caller(actor, source, () -> true);
  }
}
