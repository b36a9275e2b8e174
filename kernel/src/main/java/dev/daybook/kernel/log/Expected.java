package dev.daybook.kernel.log;

/** What the version of a stream must be at the moment of the append. */
public sealed interface Expected {
  /** Any version, also none. */
  record Any() implements Expected {}

  /** The stream holds no event. */
  record NoStream() implements Expected {}

  /** The stream holds at least one event. */
  record Exists() implements Expected {}

  /** The stream is at exactly this version. */
  record Exactly(Version version) implements Expected {}

  static Expected any() {
    return new Any();
  }

  static Expected noStream() {
    return new NoStream();
  }

  static Expected exists() {
    return new Exists();
  }

  static Expected exactly(Version version) {
    return new Exactly(version);
  }

  static Expected exactly(long version) {
    return new Exactly(new Version(version));
  }

  /** Whether a stream at this version (0 = no stream) meets it. */
  default boolean isMetBy(Version actual) {
    return switch (this) {
      case Any() -> true;
      case NoStream() -> actual.value() == 0;
      case Exists() -> actual.value() > 0;
      case Exactly(var version) -> version.equals(actual);
    };
  }
}
