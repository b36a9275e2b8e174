package dev.daybook.kernel.log;

/**
 * How many events to read at once, so that a page of large ones stays as small as one of many. For
 * one thread at a time.
 */
public final class PageSize {
  private static final long BYTES = 4L << 20;
  private static final int FIRST = 100;

  private final int most;
  private int limit = FIRST;

  /**
   * @param most most events of a page, {@value #FIRST} or more
   */
  public PageSize(int most) {
    this.most = most;
  }

  /** At most this many for the next page. */
  public int limit() {
    return limit;
  }

  /** Learns from a page that was read. */
  public void learn(Page page) {
    if (page.events().isEmpty()) {
      return;
    }
    var fits = BYTES / Math.max(1, bytes(page) / page.events().size());
    limit = (int) Math.clamp(fits, 1, Math.min(2L * limit, most));
  }

  /** About how many bytes of memory the events of a page take. */
  public static long bytes(Page page) {
    var bytes = 0L;
    for (var event : page.events()) {
      bytes += bytes(event);
    }
    return bytes;
  }

  /** About how many bytes of memory an event takes. */
  public static long bytes(RecordedEvent event) {
    return 256L + event.data().length() + event.metadata().length();
  }
}
