package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.log.Tag;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which thing of another system a task is: what a repeated import finds it by, and what an export
 * writes it as.
 */
public record External(
    @Describe("The other system, such as taskmaster") String system,
    @Describe("The list it stands in there (a Task Master tag)") String tag,
    @Describe("Its id within that list as text; a subtask's is parent.id, such as 7.2") String path,
    @Describe("Its own id there, as the JSON text it was written as") String id,
    @Describe("The JSON text it was read from; left out of answers") @Nullable String source) {
  private static final int LONGEST = 150;

  /** The tag of the log by which a project's task of the other system is found. */
  public static Tag label(ProjectId project, String system, String tag, String path) {
    var text = encoded(system) + "/" + encoded(tag) + "/" + encoded(path);
    var fits =
        text.length() <= LONGEST
            ? text
            : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    return Tag.of("external", project + "/" + fits);
  }

  /** {@link #label(ProjectId, String, String, String)} of this one. */
  public Tag label(ProjectId project) {
    return label(project, system, tag, path);
  }

  /** The same without the text it was read from. */
  public External withoutSource() {
    return source == null ? this : new External(system, tag, path, id, null);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
