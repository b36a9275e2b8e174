/**
 * The one catalogue of commands, queries and events, read from their records, and the binder that
 * checks input against it.
 */
@NullMarked
package dev.daybook.runtime.catalogue;

import org.jspecify.annotations.NullMarked;
