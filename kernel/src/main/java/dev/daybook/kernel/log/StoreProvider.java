package dev.daybook.kernel.log;

import dev.daybook.kernel.IdSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** A back end, found by the scheme of a store URL through {@link ServiceLoader}. */
public interface StoreProvider {
  /** What stands before the first colon of its URLs: {@code sqlite}, {@code memory}. */
  String scheme();

  /**
   * Opens the log of a URL and creates it where there is none.
   *
   * @param url {@code scheme:rest?name=value}
   * @param clock where recorded times come from
   * @param ids where the id of a new log comes from
   * @throws StoreException when it cannot be opened; {@link StoreException.Held} when another
   *     process has it
   * @throws IllegalArgumentException when the URL is not understood
   */
  EventLog open(String url, InstantSource clock, IdSource ids);

  /**
   * Opens a backup that a log of this back end wrote.
   *
   * @return empty when what lies there is no such backup
   * @throws StoreException when it is one and cannot be read
   */
  default Optional<Backup> openBackup(Path backup) {
    return Optional.empty();
  }

  /** Opens a backup of any back end that is on the class path; empty when none knows it. */
  static Optional<Backup> openAnyBackup(Path backup) {
    for (var provider :
        ServiceLoader.load(StoreProvider.class, StoreProvider.class.getClassLoader())) {
      var opened = provider.openBackup(backup);
      if (opened.isPresent()) {
        return opened;
      }
    }
    return Optional.empty();
  }

  /**
   * Opens the log of any URL whose back end is on the class path.
   *
   * @throws IllegalArgumentException when no back end knows the scheme; the message lists those
   *     there are
   */
  static EventLog openUrl(String url, InstantSource clock, IdSource ids) {
    var known = new TreeSet<String>();
    for (var provider :
        ServiceLoader.load(StoreProvider.class, StoreProvider.class.getClassLoader())) {
      if (url.startsWith(provider.scheme() + ":")) {
        return provider.open(url, clock, ids);
      }
      known.add(provider.scheme() + ":");
    }
    throw new IllegalArgumentException(
        "No store knows the URL '" + StoreUrl.shown(url) + "'; it begins with one of " + known);
  }
}
