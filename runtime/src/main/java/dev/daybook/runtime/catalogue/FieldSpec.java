package dev.daybook.runtime.catalogue;

/**
 * One component of a command, query, event or answer.
 *
 * @param name as it stands in JSON
 * @param description what it means, empty where nobody said
 * @param required whether it must be given
 * @param patch whether absent, null and a value are three different things
 * @param min least characters, items or value
 * @param max most characters, items or value
 * @param each most characters of each text item
 * @param pattern what the whole text must match; empty for anything
 */
public record FieldSpec(
    String name,
    String description,
    FieldType type,
    boolean required,
    boolean patch,
    long min,
    long max,
    int each,
    String pattern) {}
