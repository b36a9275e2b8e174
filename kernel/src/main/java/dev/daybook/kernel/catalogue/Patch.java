package dev.daybook.kernel.catalogue;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of an update: left alone, set to a value, or cleared (set to null). In JSON: absent, a
 * value, {@code null}.
 *
 * @param <T> the type of the field
 */
public record Patch<T>(boolean present, @Nullable T value) {
  private static final Patch<?> KEEP = new Patch<>(false, null);

  /** The field stays as it is. */
  @SuppressWarnings("unchecked") // holds no value
  public static <T> Patch<T> keep() {
    return (Patch<T>) KEEP;
  }

  public static <T> Patch<T> set(@Nullable T value) {
    return new Patch<>(true, value);
  }

  /** The field after this patch. */
  public @Nullable T or(@Nullable T current) {
    return present ? value : current;
  }

  public <R> Patch<R> map(Function<T, R> change) {
    return !present ? keep() : set(value == null ? null : change.apply(value));
  }
}
