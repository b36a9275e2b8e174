package dev.daybook.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The machine's own Chromium, driven by Playwright. It remembers everything a page complained
 * about.
 */
final class Chromium implements AutoCloseable {
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/snap/bin/chromium");

  private final Playwright playwright;
  private final Browser browser;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")));
  }

  private static Path executable() {
    return Stream.concat(Stream.ofNullable(System.getenv("DAYBOOK_CHROMIUM")), PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new AssertionError(
                "The browser tests need Chromium at one of "
                    + PLACES
                    + ", or where DAYBOOK_CHROMIUM says. On Debian: apt-get install chromium"));
  }

  /** A page of its own browser profile, signed in. */
  Page signedIn(RunningDaybook daybook) {
    return signedIn(daybook, 1400, 900, ColorScheme.LIGHT);
  }

  Page signedIn(RunningDaybook daybook, int width, int height, ColorScheme scheme) {
    var context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
    contexts.add(context);
    context.setDefaultTimeout(20_000);
    context.addInitScript(
        "addEventListener('securitypolicyviolation', e => console.error('policy: ' +"
            + " e.violatedDirective + ' ' + e.blockedURI))");
    var page = context.newPage();
    page.onConsoleMessage(message -> {
      // The browser itself reports every answer of 400 and above; what a page makes of them is
      // asserted elsewhere.
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.navigate(daybook.signInLink());
    page.waitForSelector("#connection[data-state=live]");
    return page;
  }

  /**
   * Neither an error on a console nor a breach of the content-security policy, on any page so far.
   */
  void hadNoComplaints() {
    assertThat(complaints).as("errors on the console").isEmpty();
  }

  /** Closes the pages; the browser stays. */
  void closePages() {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    complaints.clear();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
