package dev.daybook.runtime.catalogue;

import dev.daybook.kernel.catalogue.Shape;
import dev.daybook.kernel.context.Aggregate;
import java.util.List;
import java.util.Optional;

/**
 * A command of the catalogue. {@code fields} holds every component, also {@code subject} and {@code
 * within}.
 */
public record CommandSpec(
    String name,
    String description,
    Shape shape,
    Class<?> type,
    List<FieldSpec> fields,
    Optional<FieldSpec> subject,
    Optional<FieldSpec> within,
    Aggregate<?, ?, ?, ?> aggregate) {}
