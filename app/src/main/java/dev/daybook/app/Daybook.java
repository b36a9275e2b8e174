package dev.daybook.app;

import dev.daybook.doors.cli.BadInput;
import dev.daybook.doors.cli.Settings;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.projection.SqliteViews;
import java.time.Clock;
import java.time.InstantSource;

/**
 * Opens what the settings name: the log through its URL, the views beside it, the engine over both.
 */
final class Daybook {
  static final InstantSource CLOCK = Clock.systemUTC();

  private Daybook() {}

  /** The log alone; for checks that must not depend on the views. */
  static EventLog log(Settings settings) {
    var data = new DataDirectory(settings.data());
    data.create();
    var url = settings.store().orElseGet(data::defaultStore);
    try {
      return StoreProvider.openUrl(url, CLOCK, new Uuid7(CLOCK));
    } catch (IllegalArgumentException unknown) {
      throw new BadInput(unknown.getMessage() + ". Name another with --store.");
    }
  }

  static Engine engine(Settings settings) {
    var log = log(settings);
    try {
      var views =
          settings.store().filter(url -> url.startsWith("memory:")).isPresent()
              ? SqliteViews.memory()
              : SqliteViews.file(new DataDirectory(settings.data()).views());
      return Engine.start(log, views, Contexts.all(), CLOCK, new Uuid7(CLOCK));
    } catch (RuntimeException failed) {
      log.close();
      throw failed;
    }
  }
}
