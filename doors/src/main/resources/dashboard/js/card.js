// One task as a card on the board. A card is drawn again only when what it shows has changed.
import { h } from "./dom.js";
import { timeAgo } from "./time.js";
import { actorName, plural, sentence, statusName } from "./words.js";

const MOST_TAGS = 4;

/** What a card says about its neighbours, computed once per drawing of the board. */
export function surroundings(task, { tasks, childrenOf, plan }) {
  const blockers = (task.dependencies ?? []).filter((dependency) => (dependency.kind ?? "blocks") === "blocks");
  const open = blockers.filter(({ task: id }) => tasks.has(id) && tasks.get(id).status !== "done");
  const children = childrenOf.get(task.id) ?? [];
  return {
    blockers: blockers.length,
    open: open.map(({ task: id }) => tasks.get(id).ref ?? tasks.get(id).name),
    children: children.length,
    childrenDone: children.filter((child) => child.status === "done" || child.status === "cancelled").length,
    plan,
    parent: task.parent ? (tasks.get(task.parent)?.ref ?? null) : null,
  };
}

/** Two cards with the same signature look the same. */
export const signature = (task, around) =>
  JSON.stringify([
    task.version, task.name, task.status, task.priority, task.assignee, task.tags, task.updatedAt,
    task.comments?.length, task.dueDate, around,
  ]);

export function card(task, around) {
  const label = [
    task.ref, task.name, `${task.priority ?? "medium"} priority`, statusName(task.status),
    around.open.length && `waits for ${around.open.join(", ")}`,
    task.assignee && `assigned to ${actorName(task.assignee)}`,
  ].filter(Boolean).join(", ");
  return h(
    "li",
    { class: `card priority-${task.priority ?? "medium"}`, data: { task: task.id, ref: task.ref ?? "", status: task.status }, tabindex: "-1", "aria-label": label },
    h(
      "div",
      { class: "card-head" },
      h("span", { class: "ref" }, task.ref ?? "free"),
      around.parent && h("span", { class: "muted", title: "Subtask of" }, `in ${around.parent}`),
      priorityMark(task.priority),
      h("button", {
        type: "button", class: "quiet icon-button card-menu", tabindex: "-1", data: { act: "move" },
        "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": `Move ${task.ref ?? task.name}`, title: "Move (m)",
      }, "⋯"),
    ),
    h("button", { type: "button", class: "card-name", tabindex: "-1", data: { act: "open" } }, task.name),
    marks(task, around),
    h(
      "div",
      { class: "card-foot" },
      h("span", { class: "muted" }, timeAgo(task.updatedAt ?? task.createdAt), " by ", actorName(task.updatedBy ?? task.createdBy)),
      assignee(task.assignee),
    ),
  );
}

export function priorityMark(priority = "medium") {
  return h("span", { class: `priority priority-${priority}`, title: `${sentence(priority)} priority` },
    h("span", { class: "priority-bars", "aria-hidden": "true" }, [1, 2, 3].map(() => h("i"))),
    h("span", { class: "visually-hidden" }, `${priority} priority`));
}

function marks(task, around) {
  const tags = (task.tags ?? []).filter((tag) => tag !== around.plan);
  const shown = tags.slice(0, MOST_TAGS);
  const items = [
    task.status === "blocked" && task.blockedReason && h("span", { class: "mark mark-waits", title: task.blockedReason }, "blocked: ", task.blockedReason),
    around.open.length && task.status !== "done" && task.status !== "cancelled"
      ? h("span", { class: "mark mark-waits", title: `Not done yet: ${around.open.join(", ")}` }, `waits for ${few(around.open)}`)
      : around.blockers > 0 && h("span", { class: "mark", title: "What it depends on" }, `${around.open.length ? "" : "✓ "}${plural(around.blockers, "dependency", "dependencies")}`),
    around.children > 0 &&
      h("span", { class: "mark subtasks", title: "Subtasks that are done" },
        h("progress", { max: around.children, value: around.childrenDone, "aria-label": "Subtasks done" }),
        `${around.childrenDone}/${around.children}`),
    (task.comments?.length ?? 0) > 0 && h("span", { class: "mark" }, plural(task.comments.length, "comment")),
    task.dueDate && h("span", { class: "mark" }, `due ${String(task.dueDate).slice(0, 10)}`),
    shown.map((tag) => h("span", { class: "tag" }, tag)),
    tags.length > MOST_TAGS && h("span", { class: "tag" }, `+${tags.length - MOST_TAGS}`),
  ].flat().filter(Boolean);
  return items.length > 0 && h("div", { class: "marks" }, items);
}

const few = (refs) => (refs.length > 2 ? `${refs.slice(0, 2).join(", ")} +${refs.length - 2}` : refs.join(", "));

function assignee(actor) {
  if (!actor) return null;
  const name = actorName(actor);
  return h("span", { class: "assignee", title: `Assigned to ${actor}` },
    h("span", { class: "avatar", "aria-hidden": "true" }, name.slice(0, 2)), name);
}
