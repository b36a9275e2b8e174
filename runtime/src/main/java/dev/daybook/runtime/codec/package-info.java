/** Records to JSON and back; event names and versions to records and back. */
@NullMarked
package dev.daybook.runtime.codec;

import org.jspecify.annotations.NullMarked;
