// The parts of an open card.
import { h } from "./dom.js";
import { timeAgo } from "./time.js";
import { actorName, plural, statusName } from "./words.js";

export function textSection(title, text) {
  if (!text) return null;
  const paragraphs = Array.isArray(text) ? text.map((each) => (typeof each === "string" ? each : (each.text ?? JSON.stringify(each)))) : [String(text)];
  return h("section", {}, h("h3", {}, title), paragraphs.map((paragraph) => h("p", { class: "prose" }, paragraph)));
}

/** What is in the way, while the task is blocked. */
export function blockedSection(task, store) {
  if (task.status !== "blocked") return null;
  const blockers = (task.blockedBy ?? []).map((id) => taskRow(store.tasks.get(id), id, store));
  return h("section", {}, h("h3", {}, "Blocked by"), task.blockedReason && h("p", { class: "prose" }, task.blockedReason),
    blockers.length > 0 && h("ul", { class: "plain task-list" }, blockers));
}

export function criteriaSection({ criteria = [] }) {
  if (!criteria.length) return null;
  const met = criteria.filter((criterion) => criterion.met).length;
  return h("section", {}, h("h3", {}, `Criteria · ${met}/${criteria.length}`),
    h("ul", { class: "plain criteria" }, criteria.map((criterion) =>
      h("li", { class: criterion.met ? "is-met" : "" },
        h("span", { class: "criterion-mark", role: "img", "aria-label": criterion.met ? "Met" : "Not met yet" }, criterion.met ? "✓" : "○"),
        h("span", { class: "prose" }, criterion.text)))));
}

const KINDS = { blocks: "", related: "related", discovered_from: "discovered from", supersedes: "supersedes" };

export function dependenciesSection(task, store) {
  const needs = (task.dependencies ?? []).map(({ task: id, kind }) => taskRow(store.tasks.get(id), id, store, KINDS[kind ?? "blocks"]));
  const needed = store.dependants(task.id).map((other) => taskRow(other, other.id, store, KINDS[other.dependencies.find((each) => each.task === task.id)?.kind ?? "blocks"]));
  if (!needs.length && !needed.length) return null;
  return h("section", {},
    needs.length > 0 && [h("h3", {}, "Depends on"), h("ul", { class: "plain task-list" }, needs)],
    needed.length > 0 && [h("h3", {}, "Needed by"), h("ul", { class: "plain task-list" }, needed)]);
}

export function subtasksSection(task, store) {
  const children = store.children(task.id).sort((a, b) => (a.ref ?? "").localeCompare(b.ref ?? "", "en", { numeric: true }));
  if (!children.length) return null;
  const done = children.filter((child) => child.status === "done").length;
  return h("section", {}, h("h3", {}, `Subtasks · ${done}/${children.length} done`),
    h("progress", { max: children.length, value: done, "aria-label": "Subtasks done" }),
    h("ul", { class: "plain task-list" }, children.map((child) => taskRow(child, child.id, store))));
}

function taskRow(task, id, store, note = "") {
  if (!task) return h("li", {}, h("span", { class: "muted" }, `task ${id} (outside this project)`));
  return h("li", {},
    h("a", { href: `#/projects/${encodeURIComponent(store.key)}/${encodeURIComponent(task.ref ?? task.id)}` },
      h("span", { class: "ref" }, task.ref), " ", task.name),
    note && h("span", { class: "muted" }, ` ${note}`),
    h("span", { class: `status-word status-${task.status}` }, h("span", { class: `dot status-${task.status}`, "aria-hidden": "true" }), statusName(task.status)));
}

export function linksSection({ links = [] }) {
  if (!links.length) return null;
  return h("section", {}, h("h3", {}, "Links"), h("ul", { class: "plain" }, links.map((link) => h("li", {}, linked(link), " ", h("span", { class: "muted" }, link.kind)))));
}

/** Only web addresses become links; anything else is shown as it is. */
function linked({ target, title }) {
  return /^https?:\/\//i.test(target ?? "")
    ? h("a", { href: target, rel: "noreferrer noopener", target: "_blank" }, title || target)
    : h("span", {}, title ? `${title}: ${target}` : target);
}

export function commentsSection({ comments = [] }, { draft, send }) {
  const field = h("textarea", { id: "comment-text", rows: 2, value: draft, placeholder: "Write a comment" });
  const submit = (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text) void send(text);
    else field.focus();
  };
  return h("section", { class: "comments" }, h("h3", {}, comments.length ? plural(comments.length, "comment") : "Comments"),
    comments.length > 0 && h("ol", { class: "plain" }, comments.map((comment) =>
      h("li", { class: "comment" },
        h("p", { class: "comment-head" }, h("strong", {}, actorName(comment.by)), " ", h("span", { class: "muted" }, timeAgo(comment.at), comment.editedAt && " (edited)")),
        h("p", { class: "prose" }, comment.text)))),
    h("form", { onsubmit: submit },
      h("label", { for: "comment-text", class: "visually-hidden" }, "Comment"), field,
      h("p", {}, h("button", { type: "submit", id: "comment-send" }, "Add comment"))));
}
