package dev.daybook.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds. */
final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int KIBI = 1_024;

  private Memory() {}

  /** Bytes of the heap that are in use after a collection. */
  static long live() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /**
   * Resident bytes beside the heap: code, threads, and what native stores hold; 0 where the system
   * does not tell.
   */
  static long beside() throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    for (var line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        var resident = Long.parseLong(line.replaceAll("\\D", "")) * KIBI;
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
        return Math.max(0, resident - heap);
      }
    }
    return 0;
  }
}
