// Relative times that stay right while the page is open.
import { h } from "./dom.js";
import { exact, relative } from "./words.js";

/** A <time> that says "2 min. ago" and shows the exact time on hover. */
export function timeAgo(instant) {
  if (!instant) return null;
  return h("time", { datetime: instant, title: exact(instant) }, relative(instant));
}

setInterval(() => {
  const now = Date.now();
  for (const element of document.querySelectorAll("time[datetime]")) {
    const text = relative(element.dateTime, now);
    if (element.textContent !== text) element.textContent = text;
  }
}, 10_000);
