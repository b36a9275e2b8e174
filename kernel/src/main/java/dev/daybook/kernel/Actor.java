package dev.daybook.kernel;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who did something: a person, an agent, a token or the system itself. The wire form is {@code kind:id} ({@code
 * person:alice}). The id is opaque and never holds a personal name.
 */
public record Actor(Kind kind, String id) {
  /** What kind of actor it is; lower case on the wire. */
  public enum Kind {
    PERSON,
    AGENT,
    TOKEN,
    SYSTEM
  }

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

  /** The server itself: start-up, migrations, automations without a caller. */
  public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "daybook");

  public Actor {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "An actor id is 1 to 100 letters, digits, '.', '_', '@' or '-' and starts with a letter or digit, not: " + id);
    }
  }

  public static Actor person(String id) {
    return new Actor(Kind.PERSON, id);
  }

  public static Actor agent(String id) {
    return new Actor(Kind.AGENT, id);
  }

  public static Actor token(String id) {
    return new Actor(Kind.TOKEN, id);
  }

  /** Reads {@code kind:id}; text without a kind is a person. */
  public static Actor parse(String text) {
    var colon = text.indexOf(':');
    if (colon < 0) {
      return person(text);
    }
    var kind = text.substring(0, colon);
    for (var candidate : Kind.values()) {
      if (candidate.name().toLowerCase(Locale.ROOT).equals(kind)) {
        return new Actor(candidate, text.substring(colon + 1));
      }
    }
    throw new IllegalArgumentException("An actor is person:, agent:, token: or system: and an id, not: " + text);
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + id;
  }
}
