package dev.daybook.app;

import dev.daybook.testkit.taskmaster.TaskmasterSample;

/** A large import, killed and repeated, on a log in RocksDB. */
class ImportSurvivesKillOnRocksdbE2E extends ImportSurvivesKillE2E {
  @Override
  StoreInTest store() {
    return StoreInTest.ROCKSDB;
  }

  @Override
  String plan() {
    return TaskmasterSample.nineTags(42, 80);
  }
}
