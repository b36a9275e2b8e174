package dev.daybook.kernel.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items in the order of the list
 * @param next the cursor to hand in as {@code after} for the page that follows; null on the last
 *     page
 */
public record Listing<T>(List<T> items, @Nullable String next) {
  public Listing {
    items = List.copyOf(items);
  }
}
