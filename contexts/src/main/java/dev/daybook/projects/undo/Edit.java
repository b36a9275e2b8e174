package dev.daybook.projects.undo;

import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.projects.api.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what an update sets, and tells which fields that really changes. */
public final class Edit {
  private final Map<String, Object> before;
  private final List<FieldChange> sets = new ArrayList<>();

  /**
   * @param before the fields as they are, JSON-like ({@link Plain})
   */
  public Edit(Map<String, Object> before) {
    this.before = before;
  }

  /** Sets a field where the patch says so. */
  public Edit patch(String field, Patch<?> patch) {
    return patch.present() ? set(field, patch.value()) : this;
  }

  /** Sets a field; null clears it. */
  public Edit set(String field, @Nullable Object value) {
    sets.add(setting(field, value));
    return this;
  }

  /** The fields that differ afterwards, from what to what; empty where all is so already. */
  public List<FieldChange> changes() {
    return FieldTree.diff(before, FieldTree.apply(before, sets));
  }

  /**
   * One field set to a value, for {@link FieldTree#apply}, which does not look at what was there.
   */
  public static FieldChange setting(String field, @Nullable Object value) {
    return new FieldChange(field, null, Boolean.FALSE.equals(value) ? null : Plain.plain(value));
  }
}
