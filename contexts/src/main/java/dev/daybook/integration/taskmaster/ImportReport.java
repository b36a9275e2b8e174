package dev.daybook.integration.taskmaster;

import dev.daybook.projects.api.ProjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import did.
 *
 * @param warnings what is odd or needs a look; nothing of it stopped the import
 * @param conflicts fields that were changed on both sides; Daybook's value stayed
 * @param references which reference every task of the file has, in file order
 */
public record ImportReport(
    ProjectId project,
    String key,
    String file,
    List<TagReport> tags,
    List<Notice> warnings,
    List<Conflict> conflicts,
    List<Reference> references) {
  public ImportReport {
    tags = List.copyOf(tags);
    warnings = List.copyOf(warnings);
    conflicts = List.copyOf(conflicts);
    references = List.copyOf(references);
  }

  /**
   * One tag. The last three count tasks and subtasks together.
   *
   * @param tasks in the file
   * @param subtasks in the file
   */
  public record TagReport(
      String tag, int tasks, int subtasks, int created, int changed, int unchanged) {}

  /** A field of a task that was changed here and in the file. */
  public record Conflict(
      String tag,
      String id,
      String ref,
      String field,
      @Nullable Object kept,
      @Nullable Object offered) {}

  /** The reference of a task of the file; {@code id} is {@code 7} or {@code 7.2}. */
  public record Reference(String tag, String id, String ref) {}

  public int tasks() {
    return tags.stream().mapToInt(TagReport::tasks).sum();
  }

  public int subtasks() {
    return tags.stream().mapToInt(TagReport::subtasks).sum();
  }

  public int created() {
    return tags.stream().mapToInt(TagReport::created).sum();
  }

  public int changed() {
    return tags.stream().mapToInt(TagReport::changed).sum();
  }
}
