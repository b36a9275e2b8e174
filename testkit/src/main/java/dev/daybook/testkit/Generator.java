package dev.daybook.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Random choices that are the same for the same seed; print {@link #seed()} when something fails.
 * Not thread-safe.
 */
public final class Generator {
  private final long seed;
  private final SplittableRandom random;

  public Generator(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  public long seed() {
    return seed;
  }

  /** A number from {@code least} to {@code most}, both included. */
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  public long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  /** True so often in a hundred. */
  public boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  public final <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Each of the choices with an even chance, in their order. */
  public <T> List<T> someOf(List<T> choices) {
    return choices.stream().filter(_ -> random.nextBoolean()).toList();
  }

  public <T> List<T> listOf(int least, int most, Supplier<T> each) {
    List<T> list = new ArrayList<>();
    for (var left = between(least, most); left > 0; left--) {
      list.add(each.get());
    }
    return list;
  }

  /**
   * Text of this many characters, from ASCII to beyond the basic plane, without control characters.
   */
  public String text(int length) {
    var text = new StringBuilder();
    while (text.codePointCount(0, text.length()) < length) {
      text.appendCodePoint(
          switch (between(0, 5)) {
            case 0 -> between(0x00C0, 0x024F);
            case 1 -> between(0x4E00, 0x9FFF);
            case 2 -> between(0x1F300, 0x1F5FF);
            default -> between(0x20, 0x7E);
          });
    }
    return text.toString();
  }

  public byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
