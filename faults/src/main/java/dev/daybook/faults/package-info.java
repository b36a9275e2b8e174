/** The public fault suite: breaks what a log stands on, and checks that its promises held. */
@NullMarked
package dev.daybook.faults;

import org.jspecify.annotations.NullMarked;
