package dev.daybook.faults.planted;

/** What a planted store does wrong. */
public enum Fault {
  NONE,
  SKIPS_SYNC,
  REUSES_A_POSITION,
  PUBLISHES_EARLY,
  LOSES_AN_APPEND,
  DOUBLES_AN_APPEND,
  BREAKS_THE_CHAIN,
  SKIPS_A_VERSION,
  TURNS_TIME_BACK
}
