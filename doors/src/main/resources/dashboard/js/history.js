// What happened to one task, newest first: who, when and what exactly changed.
import { h } from "./dom.js";
import { timeAgo } from "./time.js";
import { actorName, eventVerb, sentence, statusName } from "./words.js";

export function historyList(events, taskOf) {
  if (!events.length) return h("p", { class: "muted" }, "Nothing is recorded yet.");
  return h("ol", { class: "plain history" }, [...events].reverse().map((event) =>
    h("li", { data: { event: event.name } },
      h("span", { class: "history-what" }, sentence(eventVerb(event.name)), details(event, taskOf)),
      h("span", { class: "muted" }, actorName(event.actor), " ", timeAgo(event.time), ` · version ${event.version}`))));
}

function details({ data }, taskOf) {
  const parts = [];
  if (data.newStatus) parts.push(`${statusName(data.previousStatus)} → ${statusName(data.newStatus)}`);
  if (data.from !== undefined || data.to !== undefined) parts.push(`${brief(data.from)} → ${brief(data.to)}`);
  if (data.forced === true) parts.push("although dependencies were open");
  for (const change of data.changes ?? []) parts.push(`${sentence(change.field)}: ${brief(change.from)} → ${brief(change.to)}`);
  for (const field of ["reason", "error", "text"]) if (data[field]) parts.push(brief(data[field]));
  if (typeof data.dependsOn === "string") parts.push(taskOf(data.dependsOn)?.ref ?? data.dependsOn);
  return parts.map((part) => h("span", { class: "history-detail" }, part));
}

function brief(value) {
  if (value === undefined || value === null || value === "") return "nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}
