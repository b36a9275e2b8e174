package dev.daybook.kernel.verify;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * That the holder of a key vouches for an exported head (Ed25519).
 *
 * @param key the public key of whoever signed
 * @param bytes the signature
 */
public record HeadSignature(PublicKey key, byte[] bytes) {
  /**
   * Reads what {@link #keyText} and {@link #text} gave.
   *
   * @throws IllegalArgumentException when they are no key and no signature
   */
  static HeadSignature of(String key, String signature) {
    return new HeadSignature(
        SigningKey.publicKey(Base64.getDecoder().decode(key)),
        Base64.getDecoder().decode(signature));
  }

  String keyText() {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  String text() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Whether the signature is one of this key over these bytes. */
  boolean vouches(byte[] signed, PublicKey by) {
    try {
      var verifier = Signature.getInstance(SigningKey.ALGORITHM);
      verifier.initVerify(by);
      verifier.update(signed);
      return verifier.verify(bytes);
    } catch (GeneralSecurityException _) {
      return false; // a signature of another shape is none of this key
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HeadSignature that
        && key.equals(that.key)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
