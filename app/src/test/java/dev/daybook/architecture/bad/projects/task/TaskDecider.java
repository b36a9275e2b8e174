package dev.daybook.architecture.bad.projects.task;

import java.io.File;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** Asks the machine for everything. */
public final class TaskDecider {
  public String decide() {
    return Instant.now() + UUID.randomUUID().toString() + new Random().nextInt() + new File("x");
  }
}
