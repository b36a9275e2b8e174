/** How a view (read model) is declared and how it reaches SQL without knowing a driver. */
@NullMarked
package dev.daybook.kernel.view;

import org.jspecify.annotations.NullMarked;
