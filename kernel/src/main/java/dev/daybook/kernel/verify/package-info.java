/**
 * Tamper evidence: walking the hash chain, exporting a head and checking a later log against it.
 */
@NullMarked
package dev.daybook.kernel.verify;

import org.jspecify.annotations.NullMarked;
