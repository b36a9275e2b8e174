package dev.daybook.architecture.bad.runtime;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Everything the house does without, in a package that is not null-marked. */
public final class Habits {
  private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();

  public Optional<CompletableFuture<String>> promise() {
    return Optional.empty();
  }

  void habits() throws InterruptedException {
    LOCAL.remove();
    System.out.println(Habits.class.getDeclaredMethods()[0].getName());
    Thread.sleep(1);
    throw new RuntimeException("something");
  }
}
