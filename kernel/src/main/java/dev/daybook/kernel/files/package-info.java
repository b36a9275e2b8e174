/**
 * What stores that keep a log in files of this machine share: their URL, their lease, their
 * threads.
 */
@NullMarked
package dev.daybook.kernel.files;

import org.jspecify.annotations.NullMarked;
