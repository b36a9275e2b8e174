package dev.daybook.app;

import dev.daybook.doors.cli.BadInput;
import dev.daybook.doors.cli.Settings;
import dev.daybook.kernel.Uuid7;
import dev.daybook.kernel.log.EventLog;
import dev.daybook.kernel.log.StoreProvider;
import dev.daybook.kernel.log.StoreUrl;
import dev.daybook.runtime.Engine;
import dev.daybook.runtime.projection.ViewDatabase;
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
      throw new BadInput(
          StoreUrl.hide(String.valueOf(unknown.getMessage()), url)
              + ". Name another with --store.");
    }
  }

  static Engine engine(Settings settings) {
    var log = log(settings);
    try {
      var data = new DataDirectory(settings.data());
      var views = ViewDatabase.of(settings.store().orElseGet(data::defaultStore), data.views());
      return Engine.start(log, views, Contexts.all(), CLOCK, new Uuid7(CLOCK));
    } catch (RuntimeException failed) {
      log.close();
      throw failed;
    }
  }
}
