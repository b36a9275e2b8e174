package dev.daybook.doors.cli;

import dev.daybook.kernel.DaybookException;

/** What was typed cannot be carried out; the message says what would be right. */
public final class BadInput extends DaybookException {
  private static final long serialVersionUID = 1L;

  public BadInput(String message) {
    super(message);
  }
}
