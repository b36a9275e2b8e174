/**
 * What a store that keeps its log in files is held to besides the contract of every store: kills of
 * the program, copies of the files, a power cut in the midst of an archive.
 */
@NullMarked
package dev.daybook.testkit.files;

import org.jspecify.annotations.NullMarked;
