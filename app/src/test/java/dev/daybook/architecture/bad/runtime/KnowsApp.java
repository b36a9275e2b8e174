package dev.daybook.architecture.bad.runtime;

import dev.daybook.architecture.bad.app.Main;

public final class KnowsApp {
  Main main;
}
