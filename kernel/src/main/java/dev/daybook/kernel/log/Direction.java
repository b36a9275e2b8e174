package dev.daybook.kernel.log;

/** Which way a read goes along positions or versions. */
public enum Direction {
  FORWARD,
  BACKWARD
}
