package dev.daybook.runtime.catalogue;

import dev.daybook.kernel.view.QueryHandler;
import java.util.List;
import java.util.Optional;

/**
 * A query of the catalogue. {@code answer} is the class of the answer, or of the items where {@code
 * listing}.
 */
public record QuerySpec(
    String name,
    String description,
    Class<?> type,
    List<FieldSpec> fields,
    Optional<FieldSpec> subject,
    Optional<FieldSpec> within,
    Class<?> answer,
    boolean listing,
    QueryHandler<?, ?> handler) {}
