package dev.daybook.integration.taskmaster;

import java.util.List;

/** What became of an import. */
public sealed interface ImportResult {
  /** The whole file stands in the log. */
  record Imported(ImportReport report) implements ImportResult {}

  /** The file is broken; every fault that was found, in file order. Nothing was imported. */
  record Broken(List<FileFault> faults) implements ImportResult {
    public Broken {
      faults = List.copyOf(faults);
    }
  }

  /**
   * It could not go on: {@code message} says why and what to do. Tags before {@code tag} stand;
   * repeating goes on there.
   */
  record Refused(String tag, String message) implements ImportResult {}
}
