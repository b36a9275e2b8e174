package dev.daybook.app;

/** An import, killed and repeated, on a log in RocksDB. */
class ImportSurvivesKillOnRocksdbE2E extends ImportSurvivesKill {
  @Override
  StoreInTest store() {
    return StoreInTest.ROCKSDB;
  }
}
