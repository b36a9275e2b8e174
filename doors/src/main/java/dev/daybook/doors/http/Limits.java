package dev.daybook.doors.http;

import java.time.Duration;

/**
 * Limits of the door.
 *
 * @param body most bytes of a body
 * @param file most bytes of an imported file
 * @param perSecond requests a second that each token may make for ever
 * @param burst requests that a token may make at once
 * @param keepAlive longest silence of a live stream
 */
public record Limits(int body, long file, int perSecond, int burst, Duration keepAlive) {
  /** 1 MiB, 64 MiB, 5,000 a second, 20,000 at once, 15 seconds. */
  public static final Limits DEFAULT =
      new Limits(1 << 20, 64L << 20, 5_000, 20_000, Duration.ofSeconds(15));

  public Limits withBody(int bytes) {
    return new Limits(bytes, file, perSecond, burst, keepAlive);
  }

  public Limits withFile(long bytes) {
    return new Limits(body, bytes, perSecond, burst, keepAlive);
  }

  public Limits withRate(int requestsPerSecond, int atOnce) {
    return new Limits(body, file, requestsPerSecond, atOnce, keepAlive);
  }

  public Limits withKeepAlive(Duration silence) {
    return new Limits(body, file, perSecond, burst, silence);
  }
}
