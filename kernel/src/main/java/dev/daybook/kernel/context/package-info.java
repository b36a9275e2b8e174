/**
 * What a bounded context offers: aggregates, views, queries, processes, listed on one contents
 * page.
 */
@NullMarked
package dev.daybook.kernel.context;

import org.jspecify.annotations.NullMarked;
