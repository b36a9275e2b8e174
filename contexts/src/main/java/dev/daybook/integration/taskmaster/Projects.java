package dev.daybook.integration.taskmaster;

import dev.daybook.integration.api.IntegrationEvent.TaskmasterSynced;
import dev.daybook.integration.api.IntegrationEvent.TaskmasterTagImported;
import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.Position;
import dev.daybook.kernel.log.StreamId;
import dev.daybook.kernel.log.Tag;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.ProjectId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds projects by key, and keys for files. */
final class Projects {
  private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9]{1,9}");
  private static final int LONGEST_KEY = 10;

  private final ImportPort port;

  Projects(ImportPort port) {
    this.port = port;
  }

  record Found(ProjectId id, String key, boolean deleted) {}

  /** The project of a key; keys are given once and for ever. */
  Optional<Found> byKey(String key) {
    return isKey(key)
        ? find(EventQuery.all().categories("project").tagged(Tag.of("key", key)))
        : Optional.empty();
  }

  Optional<Found> byId(ProjectId id) {
    return find(EventQuery.all().categories("project").streams(new StreamId("project", id.text())));
  }

  private Optional<Found> find(EventQuery query) {
    var found = new ArrayList<ProjectEvent.Created>();
    port.read(
        query,
        Position.START,
        occurrence -> {
          if (occurrence.event() instanceof ProjectEvent.Created created) {
            found.add(created);
          }
        });
    return found.stream()
        .findFirst()
        .map(created -> new Found(created.project(), created.key(), isDeleted(created.project())));
  }

  private boolean isDeleted(ProjectId id) {
    var deletions = new ArrayList<Occurrence>();
    port.read(
        EventQuery.all().streams(new StreamId("project", id.text())).types("project.deleted"),
        Position.START,
        deletions::add);
    return !deletions.isEmpty();
  }

  /** Every project that something was imported into, oldest first, without deleted ones. */
  Set<Found> imported() {
    var ids = new LinkedHashSet<ProjectId>();
    port.read(
        EventQuery.all().categories("integration"),
        Position.START,
        occurrence -> {
          switch (occurrence.event()) {
            case TaskmasterSynced synced -> ids.add(synced.project());
            case TaskmasterTagImported tag -> ids.add(tag.project());
            default -> {}
          }
        });
    var found = new LinkedHashSet<Found>();
    ids.forEach(id -> byId(id).filter(project -> !project.deleted()).ifPresent(found::add));
    return found;
  }

  static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  /**
   * The first word of a file's name in capitals: {@code home-lab-tasks.json} becomes {@code HOME}.
   */
  static String keyOf(String fileName) {
    for (var word : baseOf(fileName).split("[^A-Za-z0-9]+", -1)) {
      var capitals = word.toUpperCase(Locale.ROOT);
      if (!capitals.isEmpty()) {
        var key =
            Character.isDigit(capitals.charAt(0)) || capitals.length() == 1
                ? "P" + capitals
                : capitals;
        return key.substring(0, Math.min(LONGEST_KEY, key.length()));
      }
    }
    return "TASKS";
  }

  /** The file's name as words: {@code home-lab-tasks.json} becomes {@code home lab tasks}. */
  static String nameOf(String fileName) {
    var words = baseOf(fileName).replaceAll("[-_.\\s]+", " ").strip();
    return words.isEmpty() ? "Task Master" : words;
  }

  /** A file's name without its folders. */
  static String fileOf(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  private static String baseOf(String fileName) {
    var file = fileOf(fileName);
    var dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }
}
