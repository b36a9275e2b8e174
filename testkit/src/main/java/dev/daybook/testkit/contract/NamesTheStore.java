package dev.daybook.testkit.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Puts the store's name before every failure. */
final class NamesTheStore implements TestExecutionExceptionHandler {
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
    var name = context.getTestInstance().map(test -> ((StoreContract) test).storeName()).orElse("unknown");
    var named = new AssertionError("In the store '" + name + "': " + failure.getMessage(), failure);
    named.setStackTrace(failure.getStackTrace());
    throw named;
  }
}
