package dev.daybook.projects.views.filters;

import dev.daybook.kernel.log.EventQuery;
import dev.daybook.kernel.log.JsonBytes;
import dev.daybook.kernel.view.Json;
import dev.daybook.kernel.view.Occurrence;
import dev.daybook.kernel.view.Tables;
import dev.daybook.kernel.view.View;
import dev.daybook.projects.api.FilterEvent;
import dev.daybook.projects.filter.FilterAggregate;
import java.util.List;

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
    for (var occurrence : batch) {
      if (occurrence.event() instanceof FilterEvent event) {
        var id = occurrence.envelope().stream().id();
        var before =
            tables.first("select doc from filters_filter where id = ?", row -> doc(row, json), id);
        save(FilterDoc.after(before.orElse(null), event, occurrence.envelope()), tables, json);
      }
    }
  }

  private static void save(FilterDoc doc, Tables.Writer tables, Json json) {
    tables.execute("delete from filters_filter where id = ?", doc.id().text());
    tables.execute(
        "insert into filters_filter (id, position, owner, shared, listed, doc) values (?, ?, ?, ?,"
            + " ?, ?)",
        doc.id().text(),
        doc.position(),
        doc.filter().owner().toString(),
        doc.filter().shared(),
        doc.filter().lives(),
        json.write(doc).toString());
  }

  static FilterDoc doc(Tables.Row row, Json json) {
    return json.read(JsonBytes.of(row.text("doc")), FilterDoc.class);
  }
}
