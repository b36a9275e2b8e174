package dev.daybook.kernel.archive;

import java.nio.charset.StandardCharsets;

/**
 * The form of an archive, big-endian:
 *
 * <pre>
 * header: "DAYBARCH" · format i32 = 1 · log id 16 bytes · first position i64 · last position i64
 * payloads in position order: length i32 · metadata and data as in the event's bytes
 * index, one entry a block of payloads: first position i64 · offset i64 · CRC-32C i32
 * offset of the index i64 · number of its entries i32 · CRC-32C of header and index i32
 * SHA-256 of everything before it
 * </pre>
 */
final class ArchiveFormat {
  static final byte[] MAGIC = "DAYBARCH".getBytes(StandardCharsets.US_ASCII);
  static final int FORMAT = 1;
  static final int HEADER = 8 + 4 + 16 + 8 + 8;
  static final int ENTRY = 8 + 8 + 4;
  static final int FOOTER = 8 + 4 + 4 + 32;

  /** A block is closed once it holds so many bytes. */
  static final int BLOCK = 64 << 10;

  private ArchiveFormat() {}
}
