package dev.daybook.doors.security;

import dev.daybook.kernel.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A named token as it is kept: never the token itself, only its hash.
 *
 * @param name unique; the actor of its holder is {@code token:name}
 * @param hash SHA-256 of the token text, 64 lower-case hexadecimal digits
 * @param created when it was made
 * @param revoked when it was revoked, null while it is valid
 */
public record Token(String name, String hash, Instant created, @Nullable Instant revoked) {
  public boolean valid() {
    return revoked == null;
  }

  public Actor actor() {
    return Actor.token(name);
  }
}
