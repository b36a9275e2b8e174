package dev.daybook.kernel.verify;

import dev.daybook.kernel.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A key pair that signs exported heads: Ed25519, in files as PEM (PKCS#8 the private, X.509 the
 * public key), so that other tools read and make them too.
 */
public final class SigningKey {
  static final String ALGORITHM = "Ed25519";

  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private final PrivateKey own;
  private final PublicKey shared;

  private SigningKey(PrivateKey own, PublicKey shared) {
    this.own = own;
    this.shared = shared;
  }

  /** A new pair. */
  public static SigningKey create() {
    try {
      var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new SigningKey(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has Ed25519", impossible);
    }
  }

  /** The half that others check with. */
  public PublicKey publicKey() {
    return shared;
  }

  /**
   * Writes the pair: the private key to a file that only its owner may read, the public key beside
   * it under the same name and {@code .pub}.
   *
   * @return the file of the public key
   * @throws java.nio.file.FileAlreadyExistsException when one of them exists; nothing is written
   */
  public Path write(Path file) throws IOException {
    var beside = file.resolveSibling(file.getFileName() + ".pub");
    if (Files.exists(beside)) {
      throw new java.nio.file.FileAlreadyExistsException(beside.toString());
    }
    Files.createFile(file, ownersOnly(file));
    Files.writeString(file, pem(PRIVATE, own.getEncoded()));
    Files.writeString(beside, pem(PUBLIC, shared.getEncoded()), StandardOpenOption.CREATE_NEW);
    return beside;
  }

  private static FileAttribute<?>[] ownersOnly(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    return folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Reads a private key.
   *
   * @throws IllegalArgumentException when the file holds none; the message names it
   */
  public static SigningKey read(Path file) throws IOException {
    var bytes = pem(file, PRIVATE);
    try {
      var own = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(bytes));
      return new SigningKey(own, publicOf(own));
    } catch (GeneralSecurityException wrong) {
      throw new IllegalArgumentException(
          file + " holds no Ed25519 private key (PKCS#8). 'daybook key new FILE' makes one.",
          wrong);
    }
  }

  /**
   * Reads a public key.
   *
   * @throws IllegalArgumentException when the file holds none; the message names it
   */
  public static PublicKey readPublic(Path file) throws IOException {
    try {
      return publicKey(pem(file, PUBLIC));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          file + " holds no Ed25519 public key (X.509). It is the file that ends with .pub.",
          wrong);
    }
  }

  static PublicKey publicKey(byte[] encoded) {
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (InvalidKeySpecException wrong) {
      throw new IllegalArgumentException("it is no Ed25519 public key", wrong);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has Ed25519", impossible);
    }
  }

  /** What people compare a public key by: {@code SHA256:} and the hash of its bytes in Base64. */
  public static String fingerprint(PublicKey key) {
    var digest = Sha256.of(key.getEncoded());
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
  }

  HeadSignature sign(byte[] bytes) {
    try {
      var signer = Signature.getInstance(ALGORITHM);
      signer.initSign(own);
      signer.update(bytes);
      return new HeadSignature(shared, signer.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("A key that was read signs", impossible);
    }
  }

  /**
   * An Ed25519 private key is nothing but a seed; a generator that is given this very seed makes
   * the pair again.
   */
  private static PublicKey publicOf(PrivateKey own) throws GeneralSecurityException {
    var seed =
        own instanceof EdECPrivateKey key && key.getParams().getName().equals(ALGORITHM)
            ? key.getBytes().orElseThrow(() -> new InvalidKeySpecException("it has no seed"))
            : new byte[0];
    var generator = KeyPairGenerator.getInstance(ALGORITHM);
    generator.initialize(
        NamedParameterSpec.ED25519,
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
          }
        });
    var pair = generator.generateKeyPair();
    if (!pair.getPrivate().equals(own)) {
      throw new InvalidKeySpecException("its public half cannot be found");
    }
    return pair.getPublic();
  }

  private static String pem(String kind, byte[] bytes) {
    var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN "
        + kind
        + "-----\n"
        + encoder.encodeToString(bytes)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private static byte[] pem(Path file, String kind) throws IOException {
    var text = Files.readString(file, StandardCharsets.ISO_8859_1);
    var begin = "-----BEGIN " + kind + "-----";
    var first = text.indexOf(begin);
    var last = text.indexOf("-----END " + kind + "-----");
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          file + " holds no " + begin + ". Keys are made with 'daybook key new FILE'.");
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(first + begin.length(), last));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(file + " is damaged: " + wrong.getMessage(), wrong);
    }
  }
}
