package dev.daybook.testkit.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Puts the store's name before every failure. */
final class NamesTheStore implements TestExecutionExceptionHandler {
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
    var name =
        context.getTestInstance().map(test -> ((StoreContract) test).storeName()).orElse("unknown");
    var what = failure instanceof AssertionError ? failure.getMessage() : failure.toString();
    var named = new AssertionError("In the store '" + name + "': " + what, failure);
    named.setStackTrace(failure.getStackTrace());
    throw named;
  }
}
