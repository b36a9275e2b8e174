package dev.daybook.faults.check;

/** A promise of the log. P1 to P6 are those of {@link dev.daybook.kernel.log.Position}. */
public enum Clause {
  POSITIONS("P1", "positions are unique, increasing and without a gap"),
  ORDER("P2", "the order of positions is the order of commits"),
  VISIBILITY("P2", "no event becomes visible below a position that was already read"),
  PUBLISHED_EARLY("P2", "nothing is visible before it is durable"),
  DURABILITY("P3", "what was acknowledged is there"),
  ATOMICITY("P4", "an append is visible all at once or not at all"),
  VERSIONS("P5", "the versions of a stream are dense from 1"),
  ONCE("P6", "a reader sees every event"),
  TWICE("P6", "a reader sees no event twice"),
  IN_ORDER("P6", "a reader sees events in the order of their positions"),
  APPEND_ID("A1", "an append id is committed once"),
  CONDITION("A2", "an append is written only where its conditions hold"),
  DENIED("A3", "what was answered as not written is not written"),
  CONFLICT("A4", "a conflict is answered only where a condition does not hold"),
  RECEIPT("A5", "a receipt says where the events are"),
  INVENTED("A6", "only what was appended is there"),
  TIME("T1", "recorded time never decreases along positions"),
  CHAIN("C1", "every event's hash covers its bytes and the hash before it"),
  CHECKPOINT("S1", "a checkpoint never goes back and never runs ahead"),
  WHOLE("H1", "the history tells the final log to its end");

  private final String code;
  private final String promise;

  Clause(String code, String promise) {
    this.code = code;
    this.promise = promise;
  }

  /** Its short name in documents and reports. */
  public String code() {
    return code;
  }

  /** What is promised. */
  public String promise() {
    return promise;
  }
}
