/** Who may come in: named tokens, sign-in links and sessions, rate limits. Knows no transport. */
@NullMarked
package dev.daybook.doors.security;

import org.jspecify.annotations.NullMarked;
