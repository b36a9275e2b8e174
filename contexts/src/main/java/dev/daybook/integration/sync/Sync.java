package dev.daybook.integration.sync;

import dev.daybook.integration.api.IntegrationEvent.TaskmasterSynced;
import dev.daybook.integration.api.IntegrationEvent.TaskmasterTagImported;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was last imported into a project.
 *
 * @param file the last complete import; null before the first
 * @param tags by name, in the order they first came: the last import of each
 * @param imports how often something was noted
 */
public record Sync(
    @Nullable TaskmasterSynced file, Map<String, TaskmasterTagImported> tags, int imports) {
  public static final Sync NONE = new Sync(null, Map.of(), 0);

  public Sync {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  Sync with(TaskmasterSynced synced) {
    return new Sync(synced, tags, imports + 1);
  }

  Sync with(TaskmasterTagImported imported) {
    var nextTags = new LinkedHashMap<>(tags);
    nextTags.put(imported.tag(), imported);
    return new Sync(file, nextTags, imports + 1);
  }
}
