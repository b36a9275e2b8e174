package dev.daybook.runtime.catalogue;

/**
 * One thing that is wrong with an input.
 *
 * @param pointer where: a JSON pointer (RFC 6901), {@code ""} for the whole
 * @param message what is wrong
 * @param expected what would be right
 */
public record Fault(String pointer, String message, String expected) {}
