package dev.daybook.doors.http;

import dev.daybook.runtime.catalogue.Fault;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Import and export of files, as the doors see it. */
public interface Imports {
  /** How an import ended. */
  sealed interface Outcome {
    /** Everything is imported; JSON-like values that say what. */
    record Imported(Map<String, Object> summary) implements Outcome {}

    /** Nothing is imported; every fault with its place in the file. */
    record Broken(String code, String message, List<Fault> faults) implements Outcome {
      public Broken {
        faults = List.copyOf(faults);
      }
    }
  }

  /** How an export ended. */
  sealed interface Export {
    /** The file. */
    record File(String name, byte[] bytes) implements Export {}

    /** There is no such project, or several and none was named. */
    record Unknown(String code, String message) implements Export {}
  }

  /**
   * Imports a Task Master file. Reads the stream to its end; does not close it.
   *
   * @param name of the file, for the key of the project where none is given
   * @param project the key; empty: the first word of the file's name in capitals
   * @param progress gets JSON-like values now and then
   */
  Outcome importTaskMaster(
      InputStream file,
      String name,
      Optional<String> project,
      Caller caller,
      Consumer<Map<String, Object>> progress);

  /**
   * The Task Master file of a project.
   *
   * @param project key or id; empty where only one project was imported
   */
  Export exportTaskMaster(Optional<String> project);
}
