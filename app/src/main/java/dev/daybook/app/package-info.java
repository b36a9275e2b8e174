/** The composition root: wiring, life cycle, main. Nobody depends on it. */
@NullMarked
package dev.daybook.app;

import org.jspecify.annotations.NullMarked;
