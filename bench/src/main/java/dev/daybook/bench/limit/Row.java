package dev.daybook.bench.limit;

/**
 * What the simplest table holds of an event.
 *
 * @param version in its stream
 * @param data its payload
 * @param rest as many bytes as everything else of our events takes
 */
public record Row(String stream, long version, byte[] data, byte[] rest) {
  /** The type, the same for all. */
  public static final String TYPE = "bench.happened";
}
