/** Task Master files of our own making: every oddity of the format, at every size, from a seed. */
@NullMarked
package dev.daybook.testkit.taskmaster;

import org.jspecify.annotations.NullMarked;
