/** What stands on both ends of the bench of the whole program. */
@NullMarked
package dev.daybook.bench.http;

import org.jspecify.annotations.NullMarked;
