package dev.daybook.store.rocksdb;

import java.util.Arrays;

/**
 * Whole numbers from 0 up, seven bits a byte, low ones first; and whatever else is put together.
 */
final class Varints {
  private byte[] bytes;
  private int length;

  Varints(int expected) {
    bytes = new byte[expected];
  }

  void put(long number) {
    require(10);
    var rest = number;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void put(byte[] part) {
    require(part.length);
    System.arraycopy(part, 0, bytes, length, part.length);
    length += part.length;
  }

  /** What others have put together. */
  void put(Varints part) {
    require(part.length);
    System.arraycopy(part.bytes, 0, bytes, length, part.length);
    length += part.length;
  }

  /** Four bytes, high ones first. */
  void putInt(int number) {
    require(Integer.BYTES);
    bytes[length++] = (byte) (number >>> 24);
    bytes[length++] = (byte) (number >>> 16);
    bytes[length++] = (byte) (number >>> 8);
    bytes[length++] = (byte) number;
  }

  void putByte(int value) {
    require(1);
    bytes[length++] = (byte) value;
  }

  /** Four bytes, low ones first, over what stands there. */
  void set(int at, int number) {
    for (var i = 0; i < Integer.BYTES; i++) {
      bytes[at + i] = (byte) (number >>> 8 * i);
    }
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private void require(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** Reads them. */
  static final class In {
    private final byte[] bytes;
    private int at;

    In(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean isEmpty() {
      return at == bytes.length;
    }

    /**
     * @throws IllegalArgumentException when there is none
     */
    long next() {
      var number = 0L;
      for (var shift = 0; shift < Long.SIZE; shift += 7) {
        if (at == bytes.length) {
          break;
        }
        var part = bytes[at++];
        number |= (part & 0x7fL) << shift;
        if (part >= 0) {
          return number;
        }
      }
      throw new IllegalArgumentException("a number without an end");
    }
  }
}
