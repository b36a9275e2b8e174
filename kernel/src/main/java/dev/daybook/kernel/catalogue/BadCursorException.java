package dev.daybook.kernel.catalogue;

import dev.daybook.kernel.DaybookException;

/** A cursor that no page of this list gave out. */
public final class BadCursorException extends DaybookException {
  private static final long serialVersionUID = 1L;

  public BadCursorException(String cursor) {
    super(
        "'"
            + (cursor.length() > 60 ? cursor.substring(0, 60) + "…" : cursor)
            + "' is no cursor of this list.");
  }
}
