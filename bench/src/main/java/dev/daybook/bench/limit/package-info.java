/** What a back end is measured beside: the simplest code that does the same with its driver. */
@NullMarked
package dev.daybook.bench.limit;

import org.jspecify.annotations.NullMarked;
