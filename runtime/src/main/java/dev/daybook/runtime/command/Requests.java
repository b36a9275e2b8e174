package dev.daybook.runtime.command;

import dev.daybook.kernel.Sha256;
import dev.daybook.kernel.catalogue.CommandName;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.log.RecordedEvent;
import dev.daybook.runtime.codec.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * What the metadata of an event says of the request it came with: the command's name, its index in
 * the request, and a digest of the whole request, by which a repeated command id is told from a
 * reused one.
 */
final class Requests {
  private static final int DIGEST_BYTES = 12;

  /** The metadata as it is written; {@code request} is the digest. */
  private record Written(String command, int index, String request) {}

  private final EventCodec codec;

  Requests(EventCodec codec) {
    this.codec = codec;
  }

  /**
   * The first 96 bits of SHA-256 over names, contents and expected versions, in hexadecimal digits.
   */
  String digest(List<Item> items) {
    var digest = Sha256.begin();
    for (var item : items) {
      digest.update(name(item.command()).getBytes(StandardCharsets.UTF_8));
      digest.update(codec.encode(item.command()).utf8());
      digest.update(String.valueOf(item.expected()).getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
  }

  /** What the codec would write; neither names nor digests hold what JSON escapes. */
  JsonBytes metadata(int index, Object command, String digest) {
    return JsonBytes.of(
        "{\"command\":\""
            + name(command)
            + "\",\"index\":"
            + index
            + ",\"request\":\""
            + digest
            + "\"}");
  }

  int index(RecordedEvent event) {
    return codec.json().read(event.metadata(), Written.class).index();
  }

  boolean isOf(String digest, RecordedEvent event) {
    return digest.equals(codec.json().read(event.metadata(), Written.class).request());
  }

  private static String name(Object command) {
    var name = command.getClass().getAnnotation(CommandName.class);
    return name == null ? command.getClass().getSimpleName() : name.value();
  }
}
