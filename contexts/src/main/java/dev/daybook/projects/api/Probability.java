package dev.daybook.projects.api;

/** How likely a risk is to come about, least first. */
public enum Probability {
  LOW,
  MEDIUM,
  HIGH
}
