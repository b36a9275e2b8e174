/**
 * How commands, queries and events are declared: once, as records, with names, descriptions and
 * limits.
 */
@NullMarked
package dev.daybook.kernel.catalogue;

import org.jspecify.annotations.NullMarked;
