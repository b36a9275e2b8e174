package dev.daybook.integration.taskmaster;

import dev.daybook.kernel.Sha256;
import dev.daybook.kernel.log.AppendId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/** Fingerprints of texts, and append ids that are the same for the same import. */
final class Digests {
  private Digests() {}

  static String sha256(String text) {
    return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A UUID of version 8 (RFC 9562) made from texts. */
  static AppendId appendId(Object... parts) {
    var text = new StringBuilder("daybook taskmaster");
    for (var part : parts) {
      text.append('\n').append(part);
    }
    var bytes = ByteBuffer.wrap(Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)));
    var most = (bytes.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    var least = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new AppendId(new UUID(most, least));
  }
}
