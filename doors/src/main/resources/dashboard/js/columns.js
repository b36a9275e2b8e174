// The grid of a board: lanes of columns of cards, drawn in batches and only where something changed.
import { card, signature, surroundings } from "./card.js";
import { h, reorder, uniqueId } from "./dom.js";
import { STATUSES, count, plural, priorityRank } from "./words.js";

const FIRST = 40;
const MORE = 100;
const MOST_RECENT_FIRST = new Set(["done", "cancelled"]);

const keys = new WeakMap();

/** HOME-7.2 → [7, 2], computed once a task. */
function refKey(task) {
  if (!keys.has(task)) keys.set(task, (task.ref?.match(/\d+/g) ?? []).slice(-2).map(Number));
  return keys.get(task);
}

function byRef(a, b) {
  const [x, y] = [refKey(a), refKey(b)];
  return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0);
}

function inOrder(status) {
  if (MOST_RECENT_FIRST.has(status)) {
    return (a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : byRef(a, b));
  }
  return (a, b) => priorityRank(a.priority) - priorityRank(b.priority) || byRef(a, b);
}

export class Columns {
  element = h("div", { class: "lanes", id: "board" });
  #lanes = new Map();
  #cards = new Map();

  /** lanes: [{key, name, tasks}]; `everything` knows all tasks of the project. */
  draw(lanes, everything) {
    const childrenOf = groupBy([...everything.values()].filter((task) => task.parent), (task) => task.parent);
    const around = { tasks: everything, childrenOf, plan: onlyPlan(everything) };
    const held = document.activeElement?.closest(".card")?.dataset.task;
    const used = new Set(lanes.flatMap((lane) => lane.tasks.map((task) => task.status)));
    const drawn = new Set();
    const elements = lanes.map((lane) => this.#lane(lane).draw(lane, { used, around, cardOf: (task) => this.#card(task, around, drawn) }));
    reorder(this.element, elements);
    for (const key of this.#lanes.keys()) if (!lanes.some((lane) => lane.key === key)) this.#lanes.delete(key);
    for (const id of this.#cards.keys()) if (!drawn.has(id)) this.#cards.delete(id);
    this.#keepPlace(held);
  }

  /** A card that was drawn anew or moved to another column keeps the keyboard's place. */
  #keepPlace(id) {
    const element = id && this.#cards.get(id)?.element;
    if (element && !element.contains(document.activeElement)) element.focus({ preventScroll: true });
  }

  #lane(lane) {
    if (!this.#lanes.has(lane.key)) this.#lanes.set(lane.key, new Lane());
    return this.#lanes.get(lane.key);
  }

  #card(task, surround, drawn) {
    drawn.add(task.id);
    const around = surroundings(task, surround);
    const sign = signature(task, around);
    const known = this.#cards.get(task.id);
    if (known?.sign === sign) return known.element;
    const element = card(task, around);
    if (known) {
      element.classList.add("is-changed");
      element.tabIndex = known.element.tabIndex;
    }
    this.#cards.set(task.id, { sign, element });
    return element;
  }
}

class Lane {
  #title = h("h2", { class: "lane-title" });
  #row = h("div", { class: "columns" });
  #columns = new Map(STATUSES.map((status) => [status.id, new Column(status)]));
  #element = h("section", { class: "lane" }, this.#title, this.#row);

  draw({ name, tasks }, tools) {
    this.#title.hidden = !name;
    this.#title.textContent = name ? `${name} · ${count(tasks.length)}` : "";
    const byStatus = groupBy(tasks, (task) => task.status);
    for (const [status, column] of this.#columns) column.draw(byStatus.get(status) ?? [], tools);
    reorder(this.#row, [...this.#columns.values()].map((column) => column.element));
    return this.#element;
  }
}

class Column {
  #limit = FIRST;
  #status;
  #count = h("span", { class: "column-count" });
  #list = h("ul", { class: "cards" });
  #more = h("button", { type: "button", class: "quiet more", onclick: () => this.#showMore() });
  #again = () => {};

  constructor(status) {
    this.#status = status;
    const id = uniqueId("column");
    this.element = h(
      "section",
      { class: "column", data: { status: status.id }, "aria-labelledby": id },
      h("h3", { class: "column-title", id }, h("span", { class: `dot status-${status.id}`, "aria-hidden": "true" }), h("span", { class: "column-name" }, status.name), " ", this.#count),
      this.#list,
      this.#more,
    );
  }

  draw(tasks, { used, cardOf }) {
    this.#again = () => this.draw(tasks, { used, cardOf });
    this.element.classList.toggle("is-collapsed", this.#status.rare && !used.has(this.#status.id));
    this.element.dataset.count = tasks.length;
    this.#count.textContent = count(tasks.length);
    this.#count.setAttribute("aria-label", plural(tasks.length, "task"));
    const shown = tasks.sort(inOrder(this.#status.id)).slice(0, this.#limit);
    reorder(this.#list, shown.map(cardOf));
    const hidden = tasks.length - shown.length;
    this.#more.hidden = hidden === 0;
    this.#more.textContent = hidden ? `Show ${count(Math.min(hidden, MORE))} more of ${count(hidden)}` : "";
  }

  #showMore() {
    this.#limit += MORE;
    this.#again();
  }
}

/** The label of an imported plan says nothing on a card while it is the only one. */
function onlyPlan(everything) {
  const plans = new Set();
  for (const { tags = [] } of everything.values()) for (const tag of tags) if (tag.startsWith("tm:")) plans.add(tag);
  return plans.size === 1 ? [...plans][0] : null;
}

export function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) {
    const at = key(item);
    if (groups.has(at)) groups.get(at).push(item);
    else groups.set(at, [item]);
  }
  return groups;
}
