package dev.daybook.faults.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A condition of an append. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Demand.StreamAt.class, name = "stream"),
  @JsonSubTypes.Type(value = Demand.NothingMatching.class, name = "nothing")
})
public sealed interface Demand {
  /**
   * A stream is at the expected version.
   *
   * @param expected {@code any}, {@code none}, {@code exists} or the number of the version
   */
  record StreamAt(String stream, String expected) implements Demand {
    /** Whether a stream at this version (0: no stream) meets it. */
    public boolean isMetBy(long version) {
      return switch (expected) {
        case "any" -> true;
        case "none" -> version == 0;
        case "exists" -> version > 0;
        default -> version == Long.parseLong(expected);
      };
    }
  }

  /** No event after {@code since} matches. */
  record NothingMatching(Filter matching, long since) implements Demand {}
}
