package dev.daybook.app.dashboard;

import static com.microsoft.playwright.options.WaitForSelectorState.DETACHED;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The dashboard can be read and used: dark and light, wide and narrow, by eye, keyboard and screen
 * reader.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppearanceE2E {
  private RunningDaybook daybook;
  private Chromium chromium;

  @BeforeAll
  void start(@TempDir Path data) {
    daybook = RunningDaybook.on(data, 0);
    daybook.imports(Plans.HOME);
    chromium = new Chromium();
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

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void every_text_stands_out_from_its_background(ColorScheme scheme) {
    var page = chromium.signedIn(daybook, 1400, 900, scheme);
    var board = Board.of(page);
    board.waitFor("HOME-3", "in_progress");
    board.card("HOME-3").locator(".card-name").click();
    page.locator(".panel .history li").first().waitFor();
    assertThat(tooFaint(page)).isEmpty();
    page.evaluate("location.hash = '#/'");
    page.locator("tr[data-project=HOME]").waitFor();
    assertThat(tooFaint(page)).isEmpty();
  }

  /** Texts with less contrast than 4.5 to 1 (WCAG 2.2, AA). */
  private static List<?> tooFaint(Page page) {
    return (List<?>)
        page.evaluate(
            """
            () => {
              const channels = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
              const light = ([r, g, b]) => [r, g, b]
                .map((c) => c / 255)
                .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = (element) => {
                for (let at = element; at; at = at.parentElement) {
                  const [r, g, b, a = 1] = channels(getComputedStyle(at).backgroundColor);
                  if (a > 0.99) return [r, g, b];
                }
                return [255, 255, 255];
              };
              const faint = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const text = walker.currentNode.textContent.trim();
                const element = walker.currentNode.parentElement;
                if (!text || !element.checkVisibility() || element.closest('.visually-hidden, noscript, option')) continue;
                const [x, y] = [light(channels(getComputedStyle(element).color)), light(ground(element))];
                const ratio = (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
                if (ratio < 4.5) faint.push(text.slice(0, 40) + ': ' + ratio.toFixed(2));
              }
              return faint;
            }
            """);
  }

  @Test
  void the_chosen_colours_stay_after_a_reload() {
    var page = chromium.signedIn(daybook, 1400, 900, ColorScheme.LIGHT);
    var light = page.evaluate("getComputedStyle(document.body).backgroundColor");
    page.locator("#theme-toggle").click();
    assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        .isNotEqualTo(light);
    page.reload();
    assertThat(page.evaluate("document.documentElement.dataset.theme")).isEqualTo("dark");
  }

  @Test
  void everything_that_can_be_operated_has_a_name() {
    var page = chromium.signedIn(daybook);
    var board = Board.of(page);
    board.waitFor("HOME-3", "in_progress");
    board.card("HOME-3").locator(".card-name").click();
    page.locator(".panel .history li").first().waitFor();
    var nameless =
        (List<?>)
            page.evaluate(
                """
                () => [...document.querySelectorAll('button, a, input, select, textarea, [tabindex="0"]')]
                  .filter((each) => each.checkVisibility())
                  .filter((each) => !(each.textContent.trim() || each.ariaLabel || each.getAttribute('aria-labelledby') || each.labels?.length))
                  .map((each) => each.outerHTML.slice(0, 120))
                """);
    assertThat(nameless).isEmpty();
    assertThat(page.locator("main, header.topbar, nav").count()).isEqualTo(3);
    assertThat(page.locator(".card[tabindex='0']").count())
        .as("one card in the tab order")
        .isEqualTo(1);
  }

  @Test
  void a_phone_shows_the_board_without_scrolling_the_page_sideways() {
    var page = chromium.signedIn(daybook, 390, 800, ColorScheme.DARK);
    var board = Board.of(page);
    board.waitFor("HOME-3", "in_progress");
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
    board.card("HOME-4").locator(".card-name").click();
    page.locator(".panel .history li").first().waitFor();
    assertThat(
            page.evaluate(
                "document.querySelector('.panel').getBoundingClientRect().width <= innerWidth"))
        .isEqualTo(true);
    page.evaluate("location.hash = '#/'");
    page.locator("tr[data-project=HOME]").waitFor();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
  }

  @Test
  void the_keys_are_explained() {
    var page = chromium.signedIn(daybook);
    page.keyboard().press("?");
    page.locator("dialog").getByText("Walk the cards of a board").waitFor();
    page.keyboard().press("Escape");
    page.locator("dialog").waitFor(new Locator.WaitForOptions().setState(DETACHED));
  }
}
