package dev.daybook.app;

import dev.daybook.integration.IntegrationContext;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.projects.ProjectsContext;
import java.util.List;

/** The contexts of the product, listed once. */
final class Contexts {
  private Contexts() {}

  static List<BoundedContext> all() {
    return List.of(new ProjectsContext(), new IntegrationContext());
  }
}
