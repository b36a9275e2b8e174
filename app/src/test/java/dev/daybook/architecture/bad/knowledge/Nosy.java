package dev.daybook.architecture.bad.knowledge;

import dev.daybook.architecture.bad.projects.api.Loose;

/** A context that looks into another one. */
final class Nosy {
  Loose loose;
}
