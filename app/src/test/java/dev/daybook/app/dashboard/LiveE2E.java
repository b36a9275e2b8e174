package dev.daybook.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.daybook.testkit.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An open page follows the log by itself. */
class LiveE2E {
  private static final int CLIENTS = 16;
  private static final int CREATED = 3_200;

  @TempDir private Path data;
  private RunningDaybook daybook;
  private Chromium chromium;

  @BeforeEach
  void start() {
    daybook = RunningDaybook.on(data, 0);
    daybook.imports(Plans.HOME);
    chromium = new Chromium();
  }

  @AfterEach
  void stop() {
    try (var _ = daybook;
        var browser = chromium) {
      browser.hadNoComplaints();
    }
  }

  @Test
  void a_change_made_elsewhere_appears_without_reload() {
    var page = chromium.signedIn(daybook);
    var board = Board.of(page);
    board.waitFor("HOME-6", "todo");
    page.evaluate("window.stillTheSamePage = true");
    daybook.post("/api/tasks/HOME-6/start", "{}");
    board.waitFor("HOME-6", "in_progress");
    var made = daybook.task("Made elsewhere");
    board.waitFor(made, "todo");
    page.locator(".rail").getByText("Made elsewhere").waitFor();
    assertThat(page.evaluate("window.stillTheSamePage")).isEqualTo(true);
  }

  @Test
  void the_board_equals_the_log_after_thousands_of_concurrent_creates() {
    var page = chromium.signedIn(daybook);
    var board = Board.of(page);
    board.waitFor("HOME-6", "todo");
    var before = board.count("todo");
    createFromManyClients();
    Eventually.seen(
        "all new tasks are counted",
        Duration.ofSeconds(60),
        () -> board.count("todo"),
        count -> count == before + CREATED);

    var logged =
        daybook.all("/api/events?type=task.created&limit=500").stream()
            .map(event -> event.path("data").path("ref").asString())
            .collect(Collectors.toSet());
    assertThat(page.locator("#board").getAttribute("data-total"))
        .isEqualTo(Integer.toString(logged.size()));
    assertThat(page.locator(".card").count()).as("cards drawn at first").isLessThan(200);
    page.locator("#show-subtasks").check();
    assertThat(allShown(page)).isEqualTo(logged);
  }

  private void createFromManyClients() {
    var left = new AtomicInteger(CREATED);
    var body =
        "{\"name\":\"Concurrent\",\"project\":\""
            + daybook.get("/api/projects/HOME").path("id").asString()
            + "\"}";
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var client = 0; client < CLIENTS; client++) {
        clients.execute(() -> {
          while (left.getAndDecrement() > 0) {
            daybook.post("/api/tasks", body);
          }
        });
      }
    }
  }

  /** Everything on the board once nothing is held back any more. */
  private static HashSet<String> allShown(Page page) {
    page.evaluate(
        """
        () => {
          for (let more; (more = document.querySelector('.more:not([hidden])')); ) more.click();
        }
        """);
    var refs = new HashSet<String>();
    for (var ref :
        (java.util.List<?>)
            page.evaluate(
                "[...document.querySelectorAll('.card')].map(card => card.dataset.ref)")) {
      assertThat(refs.add((String) ref)).as("%s stands once", ref).isTrue();
    }
    return refs;
  }

  /** Read in one step: the list may be drawn anew between two. */
  private static final String SHOWN_TYPES = "rows => rows.map(row => row.dataset.event)";

  @Test
  void events_are_listed_newest_first_and_filtered_by_type() {
    var page = chromium.signedIn(daybook);
    page.evaluate("location.hash = '#/events'");
    page.locator(".feed-row").first().waitFor();
    daybook.post("/api/tasks/HOME-6/start", "{}");
    page.locator(".feed-row[data-event='task.started']").getByText("Plant the garden").waitFor();
    assertThat(page.locator(".feed-row").first().getAttribute("data-event"))
        .isEqualTo("task.started");
    page.locator("#feed-type").selectOption("task.started");
    Eventually.passes(() ->
        assertThat((List<?>) page.locator(".feed-row").evaluateAll(SHOWN_TYPES))
            .isNotEmpty()
            .allMatch("task.started"::equals));
  }

  @Test
  void a_restarted_server_asks_for_a_new_sign_in_and_a_token_gives_it() {
    var page = chromium.signedIn(daybook);
    Board.of(page).waitFor("HOME-6", "todo");
    var port = daybook.port();
    daybook.close();
    page.waitForSelector("#connection[data-state=reconnecting]");
    daybook = RunningDaybook.on(data, port);
    page.locator("#token").waitFor();
    page.locator("#token").fill(daybook.token());
    page.keyboard().press("Enter");
    page.waitForSelector("#connection[data-state=live]");
    page.waitForSelector(".card[data-ref=HOME-6]");
  }
}
