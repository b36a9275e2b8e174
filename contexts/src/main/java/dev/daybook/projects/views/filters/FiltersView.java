package dev.daybook.projects.views.filters;

import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import dev.daybook.projects.api.FilterEvent;
import dev.daybook.projects.filter.FilterAggregate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row a saved filter. A deleted one is kept out of sight, since an undo brings it back. */
public final class FiltersView implements View {
  @Override
  public String name() {
    return "filters";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public List<String> schema() {
    return List.of(
        """
        create table filters_filter (
          id text primary key,
          position bigint not null,
          owner text not null,
          shared integer not null,
          listed integer not null,
          doc text not null)
        """,
        "create index filters_filter_by_owner on filters_filter (owner, position)");
  }

  @Override
  public List<String> tables() {
    return List.of("filters_filter");
  }

  @Override
  public EventQuery events() {
    return EventQuery.all().categories(FilterAggregate.CATEGORY);
  }

  @Override
  public void apply(List<Occurrence> batch, Tables.Writer tables, Json json) {
    Map<String, FilterDoc> docs = new LinkedHashMap<>();
    for (var occurrence : batch) {
      if (occurrence.event() instanceof FilterEvent event) {
        docs.compute(
            occurrence.envelope().stream().id(),
            (id, doc) ->
                FilterDoc.after(
                    doc == null ? load(id, tables, json) : doc, event, occurrence.envelope()));
      }
    }
    save(docs.values(), tables, json);
  }

  private static @Nullable FilterDoc load(String id, Tables.Reader tables, Json json) {
    return tables
        .first("select doc from filters_filter where id = ?", row -> doc(row, json), id)
        .orElse(null);
  }

  private static void save(Collection<FilterDoc> docs, Tables.Writer tables, Json json) {
    tables.executeAll(
        "delete from filters_filter where id = ?",
        docs.stream().map(doc -> new @Nullable Object[] {doc.id().text()}).toList());
    tables.executeAll(
        "insert into filters_filter (id, position, owner, shared, listed, doc) values (?, ?, ?, ?,"
            + " ?, ?)",
        docs.stream().map(doc -> row(doc, json)).toList());
  }

  private static @Nullable Object[] row(FilterDoc doc, Json json) {
    return new @Nullable Object[] {
      doc.id().text(),
      doc.position(),
      doc.filter().owner().toString(),
      doc.filter().shared(),
      doc.filter().lives(),
      json.write(doc).toString()
    };
  }

  static FilterDoc doc(Tables.Row row, Json json) {
    return json.read(JsonBytes.of(row.text("doc")), FilterDoc.class);
  }
}
