/**
 * What stores share that keep a log outside of the program: their URLs, and for files of this
 * machine their lease and their threads.
 */
@NullMarked
package dev.daybook.kernel.files;

import org.jspecify.annotations.NullMarked;
