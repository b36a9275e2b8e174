// The dashboard: routes by the address's hash, and the parts every page shares.
import { onUnauthenticated } from "./api.js";
import { boardPage } from "./board.js";
import { feedPage } from "./feed.js";
import { helpDialog } from "./help.js";
import { pageKeys } from "./keyboard.js";
import { connect, disconnect, onState } from "./live.js";
import { problemPage, signInPage, takeWayBack } from "./pages.js";
import { projectsPage } from "./projects.js";
import { count } from "./words.js";

const main = document.getElementById("main");
let shown = { address: null, page: null };
let signedOut = false;

/** #/projects/HOME/HOME-7 → page "projects", key HOME, rest HOME-7 */
function show() {
  if (signedOut) return;
  const [page = "", key = "", rest = ""] = location.hash.replace(/^#\/?/, "").split("/").map(decode);
  const address = page === "projects" && key ? `projects/${key}` : page;
  if (shown.address !== address) {
    shown.page?.leave();
    shown = { address, page: pageFor(page, key) };
    scrollTo(0, 0);
  }
  shown.page?.route(rest);
  mark(page === "events" ? "events" : "projects");
}

function pageFor(page, key) {
  if (page === "projects" && key) return boardPage(main, key);
  if (page === "events") return feedPage(main);
  if (page === "" || page === "projects") return projectsPage(main);
  problemPage(main, { status: 404, message: "There is no such page." });
  return null;
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function mark(page) {
  for (const link of document.querySelectorAll("#nav a")) {
    if (link.dataset.page === page) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

onUnauthenticated(() => {
  if (signedOut) return;
  signedOut = true;
  disconnect();
  shown.page?.leave();
  shown = { address: null, page: null };
  // After the failing page has drawn its problem, so that this stays.
  setTimeout(() => signInPage(main));
});

const STATES = { connecting: "Connecting", live: "Live", reconnecting: "Reconnecting", "signed-out": "Signed out" };
onState((state, position) => {
  const element = document.getElementById("connection");
  if (element.dataset.state !== state) {
    element.dataset.state = state;
    document.getElementById("connection-text").textContent = STATES[state];
  }
  element.title = position ? `Seen up to event #${count(position)}` : STATES[state];
});

document.getElementById("help-button").addEventListener("click", helpDialog);
pageKeys({ page: () => shown.page, help: helpDialog });
addEventListener("hashchange", show);
const back = takeWayBack();
if (back && location.hash === "") location.replace(back);
connect();
show();
