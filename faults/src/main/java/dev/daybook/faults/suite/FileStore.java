package dev.daybook.faults.suite;

import java.nio.file.Path;
import java.util.List;

/**
 * A store that keeps its log in files.
 *
 * @param name what the table calls it
 * @param prefix of its URLs
 * @param suffix of its URLs
 */
public record FileStore(String name, String prefix, String suffix) implements Store {
  /** The embedded default. */
  public static final FileStore SQLITE = new FileStore("sqlite", "sqlite:", "");

  /** The fastest embedded one. */
  public static final FileStore ROCKSDB = new FileStore("rocksdb", "rocksdb:", "");

  /** A store that promises nothing about power cuts, for seeing that they are noticed. */
  public static final FileStore SQLITE_NORMAL =
      new FileStore("sqlite, synchronous=normal", "sqlite:", "?synchronous=normal");

  /** Those that are there. */
  public static final List<FileStore> ALL = List.of(SQLITE, ROCKSDB);

  /** Its log in a directory. */
  public String url(Path place) {
    return prefix + place.resolve("log.data") + suffix;
  }

  /** Its log in a directory, refused at once when somebody else holds it. */
  String impatientUrl(Path place) {
    return prefix + place.resolve("log.data") + "?wait=0";
  }

  @Override
  public String freshUrl(Path place) {
    return url(place);
  }

  @Override
  public String quickUrl(Path place) {
    return prefix + place.resolve("log.data") + "?synchronous=normal";
  }
}
