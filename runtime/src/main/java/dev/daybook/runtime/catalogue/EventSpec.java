package dev.daybook.runtime.catalogue;

import dev.daybook.kernel.log.EventType;
import java.util.List;

/** An event of the catalogue. */
public record EventSpec(
    EventType name,
    String description,
    Class<?> type,
    List<FieldSpec> fields,
    List<String> aliases,
    List<String> answersTo,
    String category) {}
