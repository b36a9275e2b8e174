package dev.daybook.kernel.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A JSON text in UTF-8, carried through untouched. Equal when the bytes are equal. The array is not
 * copied: whoever hands it in must not change it afterwards, nor must a reader.
 */
public final class JsonBytes {
  /** The empty object. */
  public static final JsonBytes EMPTY = of("{}");

  private final byte[] utf8;

  private JsonBytes(byte[] utf8) {
    this.utf8 = utf8;
  }

  public static JsonBytes of(byte[] utf8) {
    return new JsonBytes(utf8);
  }

  public static JsonBytes of(String json) {
    return new JsonBytes(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes themselves, to be read only. */
  public byte[] utf8() {
    return utf8;
  }

  public int length() {
    return utf8.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonBytes that && Arrays.equals(utf8, that.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
