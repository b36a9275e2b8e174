package dev.daybook.kernel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256, which every Java platform has. Each digest is a copy of a first one, because to look the
 * algorithm up costs as much as to hash a short text.
 */
public final class Sha256 {
  private static final MessageDigest FIRST = find();

  private Sha256() {}

  private static MessageDigest find() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  /** A digest that has seen nothing; for one thread. */
  public static MessageDigest begin() {
    try {
      return (MessageDigest) FIRST.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("Every Java platform's SHA-256 can be cloned", impossible);
    }
  }

  /** The 32 bytes that stand for these. */
  public static byte[] of(byte[] bytes) {
    return begin().digest(bytes);
  }
}
