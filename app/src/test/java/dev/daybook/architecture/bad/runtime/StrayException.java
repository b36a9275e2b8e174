package dev.daybook.architecture.bad.runtime;

final class StrayException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
