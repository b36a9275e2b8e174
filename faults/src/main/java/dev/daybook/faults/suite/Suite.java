package dev.daybook.faults.suite;

import dev.daybook.faults.check.Clause;
import dev.daybook.faults.power.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All faults, on the stores that were asked for, one after another. */
public final class Suite {
  /** The names of the faults, in the order they are run. */
  public static final List<String> FAULTS =
      List.of(
          "kill",
          "views",
          "power",
          "torn",
          "disk",
          "holder",
          "postgres",
          "leaders",
          "clock",
          "differential");

  private static final int APPENDS_OF_A_WRITER = 60;
  private static final int DISK_EVERY = 10;
  private static final int VIEWS_EVERY = 4;
  private static final int PLANTED_CUTS = 20;
  private static final int FEWEST_PLANTED = 8;

  private final Workshop workshop;
  private final Disk.Directories directories;
  private final int rounds;
  private final int programs;
  private final long seed;

  /**
   * @param rounds of each fault
   * @param programs of the differential run
   */
  public Suite(
      Workshop workshop, Disk.Directories directories, int rounds, int programs, long seed) {
    this.workshop = workshop;
    this.directories = directories;
    this.rounds = rounds;
    this.programs = programs;
    this.seed = seed;
  }

  /** A fault that can be run. */
  private interface Run {
    Row run() throws IOException, InterruptedException;
  }

  /**
   * Runs these faults on these stores.
   *
   * @param told each row as it is there
   * @return whether every promise was kept
   */
  public boolean run(List<String> faults, List<Store> stores, Consumer<Row> told)
      throws IOException, InterruptedException {
    var kept = true;
    for (var fault : faults) {
      for (var store : stores) {
        for (var run : runs(fault, store)) {
          var row = run.run();
          told.accept(row);
          kept &= row.isKept();
        }
      }
    }
    return kept;
  }

  private List<Run> runs(String fault, Store store) {
    var few = Math.max(1, rounds / DISK_EVERY);
    return switch (fault) {
      case "kill" -> List.of(() -> new KillFault(workshop).run(store, rounds, seed));
      case "views" ->
          List.of(
              () -> new ViewsFault(workshop).run(store, Math.max(1, rounds / VIEWS_EVERY), seed));
      case "clock" -> List.of(() -> new ClockFault(workshop).run(store, few, seed));
      case "differential" ->
          List.of(() -> new DifferentialFault(workshop).run(store, programs, seed));
      default ->
          switch (store) {
            case FileStore files -> ofFiles(fault, files, few);
            case PostgresStore postgres -> ofPostgres(fault, postgres, few);
          };
    };
  }

  /** What can happen to files of this machine. */
  private List<Run> ofFiles(String fault, FileStore store, int few) {
    return switch (fault) {
      case "power" -> power(store);
      case "torn" -> List.of(() -> new TornFault(workshop).run(store, rounds, seed));
      case "disk" ->
          List.of(
              () -> new DiskFault(workshop).fileLimit(store, few, seed),
              () -> new DiskFault(workshop).fullDisk(store, few, seed),
              () -> new DiskFault(workshop).readOnly(store));
      case "holder" -> List.of(() -> new HolderFault(workshop).run(store, few, seed));
      default -> List.of();
    };
  }

  /** What can happen to a server and on the way to it. */
  private List<Run> ofPostgres(String fault, PostgresStore store, int few) {
    var postgres = new PostgresFault(workshop, store);
    return switch (fault) {
      case "postgres" ->
          List.of(() -> postgres.restarts(few, seed), () -> postgres.cuts(few, seed));
      case "leaders" -> List.of(() -> postgres.leaders(few, seed));
      case "power" -> {
        var power = new PowerFault(workshop, directories, APPENDS_OF_A_WRITER);
        yield List.of(
            () -> power.run(store, rounds, seed),
            () -> power.asynchronous(store, few, seed).row(),
            () ->
                power
                    .withoutSyncs(store, Math.max(few, FEWEST_PLANTED), seed)
                    .rowOfPlanted(Clause.DURABILITY));
      }
      default -> List.of();
    };
  }

  private List<Run> power(FileStore store) {
    var power = new PowerFault(workshop, directories, APPENDS_OF_A_WRITER);
    var runs = new ArrayList<Run>();
    runs.add(() -> power.run(store, rounds, seed));
    if (store.equals(FileStore.SQLITE)) {
      runs.add(() ->
          power
              .tally(FileStore.SQLITE_NORMAL, Math.min(rounds, PLANTED_CUTS), seed)
              .rowOfPlanted(Clause.DURABILITY));
    }
    return runs;
  }
}
