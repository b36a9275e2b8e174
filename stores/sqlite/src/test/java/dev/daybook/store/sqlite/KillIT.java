package dev.daybook.store.sqlite;

import dev.daybook.testkit.files.KillContract;
import java.nio.file.Path;

final class KillIT extends KillContract {
  @Override
  protected String url(Path place) {
    return "sqlite:" + place;
  }
}
