package dev.daybook.kernel.log;

/** The place of an event in its stream: 1, 2, 3 …; 0 means the stream holds nothing. */
public record Version(long value) implements Comparable<Version> {
  /** The version of a stream that does not exist. */
  public static final Version NONE = new Version(0);

  public Version {
    if (value < 0) {
      throw new IllegalArgumentException("A version is 0 or more, not: " + value);
    }
  }

  public Version plus(long events) {
    return new Version(value + events);
  }

  @Override
  public int compareTo(Version other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
