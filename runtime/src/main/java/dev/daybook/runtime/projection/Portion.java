package dev.daybook.runtime.projection;

import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.view.Occurrence;
import java.util.List;

/**
 * What a subscription brought, to be folded in one transaction.
 *
 * @param events decoded, in their order; may be empty
 * @param through everything up to here has now been brought
 * @param pause whether there was nothing more to come at that moment
 * @param more whether the log holds so much more that it is worth reading ahead
 */
record Portion(List<Occurrence> events, Position through, boolean pause, boolean more) {}
