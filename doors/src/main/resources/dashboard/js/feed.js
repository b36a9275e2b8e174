// The live feed: what is happening, newest first, beside the board and on a page of its own.
import { query, read } from "./api.js";
import { eachFrame, h, replace } from "./dom.js";
import { listen, understand } from "./live.js";
import { find, known, learn } from "./names.js";
import { problem as showProblem } from "./toast.js";
import { timeAgo } from "./time.js";
import { actorName, count, eventVerb } from "./words.js";

const KEPT = 1000;

/** A list of events that follows the log; `wants(event)` selects. */
class Feed {
  element = h("ol", { class: "plain feed", "aria-label": "Events, newest first" });
  #events = [];
  #rows = new Map();
  #drawn;
  #room;
  #wants = () => true;
  #draw = eachFrame(() => this.#paint());
  #unlisten;

  constructor({ room, drawn = () => {} }) {
    this.#room = room;
    this.#drawn = drawn;
    this.#unlisten = listen(({ event }) => event && this.#take([event]));
  }

  get oldest() {
    return this.#events.at(-1)?.position ?? null;
  }

  get types() {
    return new Set(this.#events.map((event) => event.name));
  }

  show(wants) {
    this.#wants = wants;
    this.#draw();
  }

  makeRoom(more) {
    this.#room += more;
    this.#draw();
  }

  /** Events of the past, in any order; each position stands once. */
  add(events) {
    this.#take(events);
  }

  #take(events) {
    for (const event of events) {
      learn(event);
      if (this.#events.length === 0 || event.position > this.#events[0].position) this.#events.unshift(event);
      else if (!this.#events.some((each) => each.position === event.position)) {
        this.#events.push(event);
        this.#events.sort((a, b) => b.position - a.position);
      }
    }
    if (this.#events.length > Math.max(KEPT, this.#room) * 2) this.#events.length = Math.max(KEPT, this.#room);
    this.#draw();
  }

  #paint() {
    const shown = this.#events.filter(this.#wants).slice(0, this.#room);
    const rows = shown.map((event) => this.#rows.get(event.position) ?? row(event));
    this.#rows = new Map(shown.map((event, at) => [event.position, rows[at]]));
    let before = this.element.firstElementChild;
    for (const each of rows) {
      if (each === before) before = before.nextElementSibling;
      else this.element.insertBefore(each, before);
    }
    while (before) {
      const next = before.nextElementSibling;
      before.remove();
      before = next;
    }
    this.#drawn(shown.length, this.#events.length);
  }

  dispose() {
    this.#unlisten();
  }
}

function row(event) {
  const subject = h("span", { class: "feed-subject" });
  const about = subjectFor(event);
  const name = (item) => replace(subject, ...subjectOf(about, item));
  name(known(about.stream));
  if (!known(about.stream)) find(about, name);
  return h("li", { class: "feed-row", data: { event: event.name, position: event.position } },
    h("span", { class: `dot event-${tone(event.name)}`, "aria-hidden": "true" }),
    h("div", { class: "feed-text" },
      h("span", { class: "feed-line" }, h("strong", {}, actorName(event.actor)), ` ${eventVerb(event.name)} `, subject),
      h("span", { class: "muted feed-meta" }, h("code", {}, event.name), " ", timeAgo(event.time), ` · #${count(event.position)}`)));
}

/** What an event is about: its own subject, or for those of integrations the project they name. */
function subjectFor({ stream, category, subject, data }) {
  if (category !== "integration" || typeof data.project !== "string") return { stream, category, subject };
  return { stream: `project-${data.project}`, category: "project", subject: data.project };
}

function subjectOf(event, item) {
  if (!item) return [event.category];
  const project = event.category === "project" ? item.ref : /^([A-Z][A-Z0-9_]*)-/.exec(item.ref ?? "")?.[1];
  const text = [item.ref && h("span", { class: "ref" }, item.ref), item.ref && " ", item.name].filter(Boolean);
  if (!project) return text;
  const rest = event.category === "project" ? "" : `/${encodeURIComponent(item.ref)}`;
  return [h("a", { href: `#/projects/${encodeURIComponent(project)}${rest}` }, text)];
}

function tone(name) {
  if (/created|added|registered/.test(name)) return "new";
  if (/completed|done|reached|accepted/.test(name)) return "good";
  if (/failed|blocked|cancelled|deleted/.test(name)) return "bad";
  if (/started|resumed|unblocked|retried|submitted/.test(name)) return "moving";
  return "plain";
}

async function past(parameters) {
  const page = await read(query("/api/events", { direction: "backward", limit: 50, ...parameters }));
  return { events: page.items.map(understand), next: page.next ?? null };
}

/** The rail beside a board. */
export function feedRail() {
  const feed = new Feed({ room: 40 });
  past({ limit: 40 }).then(({ events }) => feed.add(events), showProblem);
  return {
    element: h("aside", { class: "rail", "aria-labelledby": "rail-title" },
      h("h2", { class: "rail-title", id: "rail-title" }, "Live events", h("a", { href: "#/events" }, "All")), feed.element),
    dispose: () => feed.dispose(),
  };
}

/** The feed as a page. */
export function feedPage(main) {
  document.title = "Events · Daybook";
  const select = h("select", { id: "feed-type", onchange: () => void choose() });
  const summary = h("p", { class: "muted", role: "status" });
  const older = h("button", { type: "button", class: "quiet more", onclick: () => void more() }, "Show older events");
  const empty = h("div", { class: "empty", hidden: true }, h("p", {}, h("strong", {}, "Nothing has happened yet.")), h("p", {}, "Create a project, or bring a plan along:"), h("code", { class: "line" }, "./daybook import taskmaster FILE"));
  const feed = new Feed({ room: 100, drawn });
  let next = null;
  let offered = "";
  const wants = (type) => (event) => type === "" || event.name === type || (type.endsWith(".*") && event.name.startsWith(type.slice(0, -1)));

  function drawn(shown, all) {
    summary.textContent = `${count(shown)} shown`;
    empty.hidden = all > 0;
    older.hidden = next === null;
    const names = [...feed.types].sort();
    const families = [...new Set(names.map((name) => `${name.split(".")[0]}.*`))];
    const sign = names.join();
    if (sign === offered) return;
    offered = sign;
    const chosen = select.value;
    replace(select, h("option", { value: "" }, "All types"), [...new Set([chosen, ...families, ...names])].filter(Boolean).map((name) => h("option", { value: name }, name)));
    select.value = chosen;
  }

  async function load(parameters) {
    try {
      const page = await past({ ...parameters, type: select.value || null });
      next = page.next;
      feed.add(page.events);
    } catch (problem) {
      showProblem(problem);
    }
  }

  async function choose() {
    feed.show(wants(select.value));
    await load({});
  }

  async function more() {
    feed.makeRoom(100);
    await load({ after: next, limit: 100 });
  }

  replace(main, h("div", { class: "page feed-page" },
    h("header", { class: "page-head" }, h("h1", { tabindex: "-1" }, "Events"), h("label", { class: "inline" }, "Type ", select), summary),
    empty, feed.element, older));
  void load({ limit: 100 });
  return { route: () => {}, leave: () => feed.dispose() };
}
