/**
 * What tests are written with: given/when/then for deciders, seeded generators, builders, a clock
 * that obeys.
 */
@NullMarked
package dev.daybook.testkit;

import org.jspecify.annotations.NullMarked;
