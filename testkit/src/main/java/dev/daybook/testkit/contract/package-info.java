/**
 * The contract every event log keeps, clause by clause; a back end inherits {@link
 * dev.daybook.testkit.contract.EventLogContract}.
 */
@NullMarked
package dev.daybook.testkit.contract;

import org.jspecify.annotations.NullMarked;
