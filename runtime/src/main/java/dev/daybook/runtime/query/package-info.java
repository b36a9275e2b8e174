/** The query bus: answers from the views. */
@NullMarked
package dev.daybook.runtime.query;

import org.jspecify.annotations.NullMarked;
