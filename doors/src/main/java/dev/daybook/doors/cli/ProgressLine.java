package dev.daybook.doors.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells people on the error stream how far long work is: how many events, of how many, how fast. At
 * most once a second; on a terminal in one line that moves.
 */
final class ProgressLine {
  private static final long BETWEEN = 1_000_000_000L;

  private final PrintWriter err;
  private final String what;
  private final boolean silent;
  private final boolean moving;
  private final LongSupplier nanos;
  private final long began;
  private long first = -1;
  private long told;
  private boolean open;

  /**
   * @param what the work, such as {@code verify}
   * @param silent whether to say nothing at all
   * @param moving whether a line may be written over
   * @param nanos a clock that only goes forward
   */
  ProgressLine(PrintWriter err, String what, boolean silent, boolean moving, LongSupplier nanos) {
    this.err = err;
    this.what = what;
    this.silent = silent;
    this.moving = moving;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
    this.told = began;
  }

  static ProgressLine of(Output output, String what) {
    var terminal = System.console() != null && System.console().isTerminal();
    return new ProgressLine(output.err(), what, output.json(), terminal, System::nanoTime);
  }

  /**
   * Is told how far it is.
   *
   * @param of how far it will go; 0 when nobody knows
   */
  void at(long done, long of) {
    var now = nanos.getAsLong();
    if (first < 0) {
      first = done;
    }
    if (silent || now - told < BETWEEN) {
      return;
    }
    told = now;
    var rate = (long) ((done - first) / Math.max(1e-9, (now - began) / 1e9));
    var text = new StringBuilder(what).append(": ").append(grouped(done));
    if (of > 0) {
      text.append(" of ").append(grouped(of));
    }
    text.append(" events");
    if (of > 0) {
      text.append(" (").append(Math.min(100, 100 * done / of)).append(" %)");
    }
    text.append(", ").append(grouped(rate)).append(" a second");
    if (moving) {
      err.print("\r" + text + "   ");
    } else {
      err.println(text);
    }
    err.flush();
    open = moving;
  }

  /** Ends a line that was moving. */
  void end() {
    if (open) {
      err.println();
      open = false;
    }
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
