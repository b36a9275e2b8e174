/**
 * Task Master files: read without losing a byte, imported as recorded facts, merged three ways,
 * written back.
 *
 * <p>A file is kept as templates: its own text, with a slot where a task or subtask stands. Filling
 * the slots of an unchanged import gives the file back byte for byte, because nothing was ever
 * taken apart further than that.
 */
@NullMarked
package dev.daybook.integration.taskmaster;

import org.jspecify.annotations.NullMarked;
