package dev.daybook.projects.views.tasks;

import static dev.daybook.projects.views.tasks.Workshop.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daybook.kernel.Actor;
import dev.daybook.kernel.catalogue.BadCursorException;
import dev.daybook.kernel.catalogue.Listing;
import dev.daybook.kernel.catalogue.Patch;
import dev.daybook.projects.api.FilterCommand;
import dev.daybook.projects.api.FilterId;
import dev.daybook.projects.api.FilterQuery;
import dev.daybook.projects.api.FilterView;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.TaskCommand;
import dev.daybook.projects.api.TaskView;
import dev.daybook.runtime.command.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SavedFiltersInTheEngineTest {
  private static final Actor BOB = Actor.person("bob");

  private final Workshop workshop = new Workshop();

  @AfterEach
  void close() {
    workshop.close();
  }

  @Test
  void a_filter_finds_what_the_same_list_finds_page_by_page() {
    var home = workshop.project("HOME");
    var first = workshop.task("Lay cable", home);
    workshop.task("Paint", home);
    var second = workshop.task("Cut cable", home);
    workshop.task("Cable of a free task", null);
    workshop.done(new TaskCommand.SetPriority(first, Priority.HIGH));
    var cables = id(saved(ALICE, "Cables", false, "CABLE", null, home));
    var high = id(saved(ALICE, "High", false, "cable", Priority.HIGH, home));

    assertThat(tasks(ALICE, cables, null, null).items())
        .extracting(TaskView::id)
        .containsExactly(first, second);
    assertThat(tasks(ALICE, high, null, null).items())
        .extracting(TaskView::id)
        .containsExactly(first);
    var page = tasks(ALICE, cables, 1, null);
    assertThat(page.items()).extracting(TaskView::id).containsExactly(first);
    assertThat(page.next()).isNotNull();
    assertThat(tasks(ALICE, cables, 1, page.next()).items())
        .extracting(TaskView::id)
        .containsExactly(second);
    assertThat(tasks(ALICE, cables, 1, page.next()).next()).isNull();
  }

  @Test
  void a_changed_filter_finds_by_its_new_conditions() {
    var home = workshop.project("HOME");
    workshop.task("Lay cable", home);
    var paint = workshop.task("Paint", home);
    var filter = id(saved(ALICE, "Cables", false, "cable", null, home));

    workshop.done(
        new FilterCommand.Update(
            filter,
            Patch.keep(),
            Patch.keep(),
            Patch.set("paint"),
            Patch.keep(),
            Patch.keep(),
            Patch.keep(),
            Patch.keep(),
            Patch.keep(),
            Patch.keep(),
            Patch.keep(),
            Patch.keep(),
            Patch.keep(),
            Patch.keep()));

    assertThat(tasks(ALICE, filter, null, null).items())
        .extracting(TaskView::id)
        .containsExactly(paint);
    var view = workshop.ask(FilterView.class, new FilterQuery.One(filter));
    assertThat(view.criteria().text()).isEqualTo("paint");
    assertThat(view.criteria().project()).isEqualTo(home);
    assertThat(view.version()).isEqualTo(2);
    assertThat(view.updatedAt()).isAfter(view.createdAt());
  }

  @Test
  void a_shared_filter_is_there_for_everybody_and_a_private_one_for_its_owner_only() {
    var task = workshop.task("Lay cable", null);
    var own = id(saved(ALICE, "Mine", false, "cable", null, null));
    var shared = id(saved(ALICE, "Ours", true, "cable", null, null));
    var bobs = id(saved(BOB, "Mine", false, null, null, null));

    assertThat(list(ALICE, false, null)).extracting(FilterView::id).containsExactly(own, shared);
    assertThat(list(BOB, false, null)).extracting(FilterView::id).containsExactly(shared, bobs);
    assertThat(list(BOB, true, null)).extracting(FilterView::id).containsExactly(bobs);
    assertThat(tasks(BOB, shared, null, null).items())
        .extracting(TaskView::id)
        .containsExactly(task);
    assertThat(workshop.ask(BOB, new FilterQuery.One(own))).isEmpty();
    assertThat(workshop.ask(BOB, new FilterQuery.Tasks(own, null, null))).isEmpty();
    assertThat(workshop.refused(BOB, new FilterCommand.Delete(shared, null)).code())
        .isEqualTo("not_permitted");

    workshop.done(FilterCommand.Update.of(shared, Patch.keep(), Patch.set(false)));
    assertThat(workshop.ask(BOB, new FilterQuery.One(shared))).isEmpty();
  }

  @Test
  void a_list_of_filters_has_pages() {
    var ids = new ArrayList<FilterId>();
    for (var i = 0; i < 3; i++) {
      ids.add(id(saved(ALICE, "Filter " + i, false, null, null, null)));
    }
    var first = page(new FilterQuery.All(false, 2, null));
    var second = page(new FilterQuery.All(false, 2, first.next()));

    assertThat(first.items())
        .extracting(FilterView::id)
        .containsExactlyElementsOf(ids.subList(0, 2));
    assertThat(second.items())
        .extracting(FilterView::id)
        .containsExactlyElementsOf(ids.subList(2, 3));
    assertThat(second.next()).isNull();
    assertThatThrownBy(() -> page(new FilterQuery.All(false, 2, "x")))
        .isInstanceOf(BadCursorException.class);
  }

  @Test
  void a_name_belongs_to_one_filter_of_an_owner_until_it_is_deleted_or_renamed() {
    var first = id(saved(ALICE, "Größe", false, null, null, null));
    saved(ALICE, "Größe 2", false, null, null, null);
    saved(BOB, "Größe", false, null, null, null);

    assertThat(workshop.refused(ALICE, save(" GRÖßE ", false, null, null, null)).details())
        .containsEntry("heldBy", "Größe")
        .containsEntry("filter", first.text());

    workshop.done(FilterCommand.Update.of(first, Patch.set("GRÖßE"), Patch.keep()));
    workshop.done(FilterCommand.Update.of(first, Patch.set("Width"), Patch.keep()));
    saved(ALICE, "Größe", false, null, null, null);
  }

  @Test
  void a_deleted_name_may_be_used_again_and_then_the_deletion_cannot_be_undone() {
    var first = id(saved(ALICE, "Urgent", false, null, null, null));
    workshop.done(new FilterCommand.Delete(first, null));
    assertThat(list(ALICE, false, null)).isEmpty();

    var second = id(saved(ALICE, "urgent", false, null, null, null));
    assertThat(workshop.refused(ALICE, new FilterCommand.Undo(first, null)).details())
        .containsEntry("filter", second.text());

    workshop.done(FilterCommand.Update.of(second, Patch.set("Less urgent"), Patch.keep()));
    workshop.done(new FilterCommand.Undo(first, null));
    assertThat(list(ALICE, false, null))
        .extracting(FilterView::name)
        .containsExactly("Urgent", "Less urgent");
    assertThat(workshop.refused(ALICE, new FilterCommand.Undo(second, null)).code())
        .isEqualTo("name_taken");
  }

  @Test
  void of_two_that_save_under_one_name_at_once_exactly_one_wins() throws Exception {
    for (var round = 0; round < 20; round++) {
      var name = "Round " + round;
      var barrier = new CyclicBarrier(2);
      List<CommandResult> results;
      try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
        var asked =
            List.of(1, 2).stream()
                .map(_ ->
                    both.submit(() -> {
                      barrier.await();
                      return workshop.give(ALICE, save(name, false, null, null, null));
                    }))
                .toList();
        results = List.of(asked.get(0).get(), asked.get(1).get());
      }
      assertThat(results).filteredOn(CommandResult.Done.class::isInstance).hasSize(1);
      assertThat(results)
          .filteredOn(CommandResult.Rejected.class::isInstance)
          .singleElement()
          .isInstanceOfSatisfying(
              CommandResult.Rejected.class,
              it -> assertThat(it.why().code()).isEqualTo("name_taken"));
    }
  }

  @Test
  void a_batch_may_free_a_name_and_take_it() {
    var first = id(saved(ALICE, "Urgent", false, null, null, null));
    var done =
        workshop.done(
            new FilterCommand.Delete(first, null), save("Urgent", true, null, null, null));

    assertThat(done.outcomes()).hasSize(2);
    assertThat(list(ALICE, false, null))
        .singleElement()
        .satisfies(it -> assertThat(it.shared()).isTrue());
    assertThat(
            workshop
                .refused(
                    BOB,
                    save("Twice", false, null, null, null),
                    save("twice", false, null, null, null))
                .code())
        .isEqualTo("name_taken");
  }

  private CommandResult.Done saved(
      Actor by,
      String name,
      boolean shared,
      @Nullable String text,
      @Nullable Priority priority,
      @Nullable ProjectId project) {
    var result = workshop.give(by, save(name, shared, text, priority, project));
    assertThat(result).isInstanceOf(CommandResult.Done.class);
    return (CommandResult.Done) result;
  }

  private static FilterCommand save(
      String name,
      boolean shared,
      @Nullable String text,
      @Nullable Priority priority,
      @Nullable ProjectId project) {
    return new FilterCommand.Save(
        name, shared, text, Set.of(), null, priority, null, project, null, null, null, false,
        false);
  }

  private static FilterId id(CommandResult.Done done) {
    return FilterId.parse(done.outcomes().getFirst().stream().id());
  }

  private List<FilterView> list(Actor by, boolean mine, @Nullable Integer limit) {
    return this.<FilterView>listing(by, new FilterQuery.All(mine, limit, null)).items();
  }

  private Listing<FilterView> page(FilterQuery.All query) {
    return listing(ALICE, query);
  }

  private Listing<TaskView> tasks(
      Actor by, FilterId filter, @Nullable Integer limit, @Nullable String after) {
    return listing(by, new FilterQuery.Tasks(filter, limit, after));
  }

  @SuppressWarnings("unchecked") // the query says what its items are
  private <T> Listing<T> listing(Actor by, Object query) {
    return (Listing<T>) workshop.ask(by, query).orElseThrow();
  }
}
