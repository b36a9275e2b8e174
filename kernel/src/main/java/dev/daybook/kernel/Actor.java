package dev.daybook.kernel;

import java.util.Locale;

/**
 * Who did something: a person, an agent, a token or the system itself. The wire form is {@code
 * kind:id} ({@code person:alice}). The id is opaque and never holds a personal name.
 */
public record Actor(Kind kind, String id) {
  /** What kind of actor it is; lower case on the wire. */
  public enum Kind {
    PERSON,
    AGENT,
    TOKEN,
    SYSTEM;

    private final String wire = name().toLowerCase(Locale.ROOT);
  }

  /** The server itself: start-up, migrations, automations without a caller. */
  public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "daybook");

  public Actor {
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "An actor id is 1 to 100 letters, digits, '.', '_', '@' or '-' and starts with a letter"
              + " or digit, not: "
              + id);
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
      if (candidate.wire.equals(kind)) {
        return new Actor(candidate, text.substring(colon + 1));
      }
    }
    throw new IllegalArgumentException(
        "An actor is person:, agent:, token: or system: and an id, not: " + text);
  }

  private static boolean isId(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && (i == 0 || ("._@-".indexOf(c) < 0))) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 100;
  }

  @Override
  public String toString() {
    return kind.wire + ":" + id;
  }
}
