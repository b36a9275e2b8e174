/** The integration context: what spans the other contexts, and what comes from other systems. */
@NullMarked
package dev.daybook.integration;

import org.jspecify.annotations.NullMarked;
