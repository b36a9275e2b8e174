package dev.daybook.projects.api;

/** What has become of a risk. */
public enum RiskState {
  OPEN,
  MITIGATED,
  ACCEPTED,
  OCCURRED,
  CLOSED
}
