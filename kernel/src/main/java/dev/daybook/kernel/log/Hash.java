package dev.daybook.kernel.log;

import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 value: 32 bytes, 64 lower-case hexadecimal digits on the wire. */
public final class Hash {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  /** The hash "before the first event": all zero. */
  public static final Hash ZERO = new Hash(new byte[LENGTH]);

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("A SHA-256 hash has 32 bytes, not " + bytes.length);
    }
    this.bytes = bytes;
  }

  /** The array is not copied and must not be changed afterwards. */
  public static Hash of(byte[] bytes) {
    return new Hash(bytes);
  }

  public static Hash parse(String hex) {
    return new Hash(HexFormat.of().parseHex(hex));
  }

  /** The bytes themselves, to be read only. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
