package dev.daybook.projects.api;

import org.jspecify.annotations.Nullable;

/**
 * One field of a field-level diff.
 *
 * @param field its name as it stands in the subject's view
 * @param from the value before, as JSON (text, number, boolean, list, map); null for none
 * @param to the value after, likewise
 */
public record FieldChange(String field, @Nullable Object from, @Nullable Object to) {}
