package dev.daybook.runtime.transfer;

/** Told now and then how far a transfer is. */
@FunctionalInterface
public interface Progress {
  /** For whoever does not want to know. */
  Progress NONE = (_, _) -> {};

  /**
   * How far it is.
   *
   * @param position the position that has been reached
   * @param of the last there will be; 0 when nobody knows
   */
  void at(long position, long of);
}
