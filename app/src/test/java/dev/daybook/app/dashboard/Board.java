package dev.daybook.app.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** The board as a person sees it. */
record Board(Page page) {
  static Board of(Page page) {
    return of(page, "HOME");
  }

  static Board of(Page page, String key) {
    page.evaluate("key => { location.hash = '#/projects/' + key; }", key);
    page.waitForSelector("#board[data-total]");
    return new Board(page);
  }

  Locator card(String ref) {
    return page.locator(".card[data-ref='" + ref + "']");
  }

  /** The references of the cards in a column, from the top. */
  List<String> column(String status) {
    return read(".column[data-status='" + status + "'] .card", "ref");
  }

  /** Read in one step: the board may be drawn anew between two. */
  private List<String> read(String selector, String data) {
    var read =
        (List<?>)
            page.locator(selector)
                .evaluateAll("(all, name) => all.map(each => each.dataset[name])", data);
    return read.stream().map(String::valueOf).toList();
  }

  int count(String status) {
    return Integer.parseInt(
        page.locator(".column[data-status='" + status + "']").getAttribute("data-count"));
  }

  void waitFor(String ref, String status) {
    page.waitForSelector(".column[data-status='" + status + "'] .card[data-ref='" + ref + "']");
  }

  void openMenu(String ref) {
    card(ref).locator(".card-menu").click();
    page.waitForSelector("[role=menu]");
  }

  /** The moves that the open menu offers. */
  List<String> moves() {
    return read("[role=menuitem]", "move");
  }

  void choose(String move) {
    page.locator("[role=menuitem][data-move='" + move + "']").click();
  }

  /** The text of the newest message. */
  String message() {
    return page.locator(".toast").first().innerText();
  }
}
