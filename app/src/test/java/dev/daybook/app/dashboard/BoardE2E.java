package dev.daybook.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a person does on the board reaches the log, and what stands in the log is on the board. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardE2E {
  private RunningDaybook daybook;
  private Chromium chromium;
  private Page page;

  @BeforeAll
  void start(@TempDir Path data) {
    daybook = RunningDaybook.on(data, 0);
    daybook.imports(Plans.HOME);
    chromium = new Chromium();
  }

  @BeforeEach
  void sign_in() {
    page = chromium.signedIn(daybook);
  }

  @AfterEach
  void no_complaints() {
    chromium.hadNoComplaints();
    chromium.closePages();
  }

  @AfterAll
  void stop() {
    chromium.close();
    daybook.close();
  }

  @Test
  void the_list_of_projects_shows_where_each_stands() {
    var row = page.locator("tr[data-project=HOME]");
    row.waitFor();
    assertThat(row.innerText()).contains("HOME").contains("%").contains("by owner");
  }

  @Test
  void imported_tasks_stand_in_the_column_of_their_status() {
    var board = Board.of(page);
    board.waitFor("HOME-3", "in_progress");
    assertThat(board.column("done"))
        .contains("HOME-1", "HOME-2")
        .doesNotContain("HOME-3", "HOME-3.1");
    assertThat(board.column("in_progress")).contains("HOME-3").doesNotContain("HOME-4", "HOME-5");
    assertThat(board.column("todo"))
        .contains("HOME-4", "HOME-5", "HOME-6")
        .doesNotContain("HOME-3.2");
    assertThat(board.card("HOME-4").innerText()).contains("waits for HOME-3");
    assertThat(board.card("HOME-3").innerText()).contains("1/2");
    page.locator("#show-subtasks").check();
    board.waitFor("HOME-3.2", "todo");
    board.waitFor("HOME-3.1", "done");
  }

  @Test
  void the_menu_offers_exactly_the_allowed_moves_and_a_move_reaches_the_log() {
    var ref = daybook.task("Hang the lamps");
    var board = Board.of(page);
    board.waitFor(ref, "todo");
    board.openMenu(ref);
    assertThat(board.moves())
        .containsExactlyInAnyOrder("start", "queue", "block", "defer", "cancel");
    board.choose("start");
    board.waitFor(ref, "in_progress");
    assertThat(daybook.history(ref)).last().isEqualTo("dev.daybook.task.started.v1");
    assertThat(daybook.events(ref).getLast().path("actor").asString()).isEqualTo("token:owner");
  }

  @Test
  void cards_are_walked_and_moved_by_keyboard_alone() {
    var ref = daybook.task("Sweep the yard");
    var board = Board.of(page);
    board.waitFor(ref, "todo");
    board.card("HOME-3").focus();
    page.keyboard().press("ArrowLeft");
    assertThat(page.evaluate("document.activeElement.dataset.status")).isEqualTo("todo");
    board.card(ref).focus();
    page.keyboard().press("m");
    page.waitForSelector("[role=menu]");
    page.keyboard().press("q");
    page.keyboard().press("Enter");
    board.waitFor(ref, "queued");
    assertThat(daybook.history(ref)).last().isEqualTo("dev.daybook.task.queued.v1");
  }

  @Test
  void a_card_opens_with_enter_and_closes_with_escape() {
    var board = Board.of(page);
    board.card("HOME-3").focus();
    page.keyboard().press("Enter");
    var panel = page.locator(".panel");
    panel.getByText("Brick by brick.").waitFor();
    assertThat(panel.innerText())
        .contains("Raise the walls", "Mind the doors.", "They stand straight.")
        .contains("Depends on", "HOME-1", "Needed by", "HOME-4")
        .contains("South wall", "History", "Created");
    page.keyboard().press("Escape");
    panel.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    assertThat(page.evaluate("document.activeElement.dataset.ref")).isEqualTo("HOME-3");
  }

  @Test
  void a_comment_is_added_to_the_open_card() {
    var ref = daybook.task("Choose the colours");
    var board = Board.of(page);
    board.waitFor(ref, "todo");
    board.card(ref).locator(".card-name").click();
    page.locator("#comment-text").fill("Blue & <b>white</b>, please.");
    page.locator("#comment-send").click();
    page.locator(".comment").getByText("Blue & <b>white</b>, please.").waitFor();
    assertThat(daybook.get("/api/tasks/" + ref).path("comments").path(0).path("text").asString())
        .isEqualTo("Blue & <b>white</b>, please.");
  }

  @Test
  void a_start_with_open_dependencies_is_refused_in_words_and_can_be_forced() {
    var first = daybook.task("Dry the wood");
    var second = daybook.task("Build the stairs", first);
    var board = Board.of(page);
    board.waitFor(second, "todo");
    board.openMenu(second);
    board.choose("start");
    page.getByRole(AriaRole.ALERT).waitFor();
    assertThat(board.message()).contains(first);
    page.getByText("Start anyway (recorded)").click();
    board.waitFor(second, "in_progress");
    assertThat(daybook.events(second).getLast().path("data").path("forced").asBoolean()).isTrue();
  }

  @Test
  void a_board_is_never_older_than_what_the_page_has_seen() {
    var ref = daybook.task("Fit the windows");
    var position = daybook.head();
    page.reload();
    page.waitForSelector("#connection[data-state=live]");
    var asked = page.waitForRequest("**/api/tasks?**", () -> Board.of(page).waitFor(ref, "todo"));
    assertThat(asked.url()).containsPattern("[?&]at-least=\\d+");
    assertThat(Long.parseLong(asked.url().replaceFirst(".*at-least=(\\d+).*", "$1")))
        .isGreaterThanOrEqualTo(position);
  }

  @Test
  void somebody_elses_change_stops_a_move_and_says_who_and_when() {
    var ref = daybook.task("Paint the fence");
    page.route("**/api/events/live", route -> route.abort());
    page.reload();
    var board = Board.of(page);
    board.waitFor(ref, "todo");
    daybook.post("/api/tasks/" + ref + "/queue", "{}");
    board.openMenu(ref);
    board.choose("start");
    page.getByRole(AriaRole.ALERT).waitFor();
    assertThat(board.message()).contains("owner changed " + ref).contains("version 2");
    board.waitFor(ref, "queued");
    assertThat(daybook.history(ref)).last().isEqualTo("dev.daybook.task.queued.v1");
  }

  @Test
  void a_hostile_name_is_shown_as_text() {
    var name =
        "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";
    var ref = daybook.task(name);
    var board = Board.of(page);
    board.waitFor(ref, "todo");
    assertThat(board.card(ref).locator(".card-name").textContent()).isEqualTo(name);
    board.card(ref).locator(".card-name").click();
    page.locator("#panel-title").getByText(name).waitFor();
    page.locator(".rail").getByText(name).first().waitFor();
    assertThat(page.title()).doesNotContain("owned");
    assertThat(page.locator("#board img, .panel img, .rail img").count()).isZero();
  }

  @Test
  void a_task_and_a_project_are_made_with_a_small_form() {
    page.waitForSelector("tr[data-project=HOME]");
    page.keyboard().press("n");
    page.locator("dialog input[name=name]").fill("The garden shed");
    page.locator("dialog input[name=key]").fill("bad key!");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create project")).click();
    page.waitForSelector("dialog input[name=key][aria-invalid=true]");
    page.locator("dialog input[name=key]").fill("SHED");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create project")).click();
    page.getByText("No tasks yet.").waitFor();
    page.locator("#new-task").click();
    page.locator("dialog input[name=name]").fill("Buy nails");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create task")).click();
    page.waitForSelector(".column[data-status=todo] .card[data-ref=SHED-1]");
    assertThat(daybook.get("/api/tasks/SHED-1").path("name").asString()).isEqualTo("Buy nails");
  }
}
