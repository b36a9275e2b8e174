package dev.daybook.faults.history;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an append was answered. */
public enum Outcome {
  /** Written now, and durable. */
  @JsonProperty("appended")
  APPENDED,
  /** Written before under this id. */
  @JsonProperty("already")
  ALREADY,
  /** A condition did not hold; nothing was written. */
  @JsonProperty("conflict")
  CONFLICT,
  /** The store failed; nothing was written. */
  @JsonProperty("failed")
  FAILED,
  /** The store failed; it may or may not have been written. */
  @JsonProperty("unknown")
  UNKNOWN;

  /** Whether the log promised to hold it. */
  public boolean isAcknowledged() {
    return this == APPENDED || this == ALREADY;
  }

  /** Whether the log said that this call wrote nothing. */
  public boolean isDenied() {
    return this == CONFLICT || this == FAILED;
  }
}
