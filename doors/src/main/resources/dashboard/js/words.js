// The words of the projects context as people read them: statuses, moves, actors, times.

export const STATUSES = [
  { id: "todo", name: "To do", rare: false },
  { id: "queued", name: "Queued", rare: true },
  { id: "in_progress", name: "In progress", rare: false },
  { id: "testing", name: "Testing", rare: true },
  { id: "review", name: "Review", rare: true },
  { id: "done", name: "Done", rare: false },
  { id: "blocked", name: "Blocked", rare: true },
  { id: "failed", name: "Failed", rare: true },
  { id: "deferred", name: "Deferred", rare: true },
  { id: "cancelled", name: "Cancelled", rare: true },
];

const statusNames = new Map(STATUSES.map((status) => [status.id, status.name]));
export const statusName = (id) => statusNames.get(id) ?? sentence(id ?? "unknown");

export const PRIORITIES = ["critical", "high", "medium", "low"];
export const priorityRank = (priority) => {
  const rank = PRIORITIES.indexOf(priority);
  return rank < 0 ? 2 : rank;
};

const STOP = ["block", "defer", "cancel"];
/** The moves a task offers in each status (domain catalogue); the server has the last word. */
const MOVES = {
  todo: ["start", "queue", ...STOP],
  queued: ["start", "dequeue", ...STOP],
  in_progress: ["submit_for_testing", "submit_for_review", "complete", "fail", ...STOP],
  testing: ["submit_for_review", "complete", "send_back", ...STOP],
  review: ["complete", "send_back", ...STOP],
  done: ["reopen"],
  blocked: ["unblock", "defer", "cancel"],
  failed: ["retry", "defer", "cancel"],
  deferred: ["reopen"],
  cancelled: ["reopen"],
};

export const movesOf = (task) => MOVES[task.status] ?? [];

const MOVE_NAMES = {
  submit_for_testing: "Submit for testing",
  submit_for_review: "Submit for review",
  send_back: "Send back to work",
  start: "Start",
  fail: "Mark as failed",
};
export const moveName = (move) => MOVE_NAMES[move] ?? sentence(move);

export function sentence(word) {
  const text = String(word).replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** person:alice → alice; token:owner → owner (token); both are told apart by the title. */
export function actorName(actor) {
  if (!actor) return "unknown";
  const at = actor.indexOf(":");
  return at < 0 ? actor : actor.slice(at + 1);
}

const STEPS = [
  [60, "second"],
  [3600, "minute"],
  [86400, "hour"],
  [86400 * 30, "day"],
  [86400 * 365, "month"],
  [Infinity, "year"],
];
const UNIT = { second: 1, minute: 60, hour: 3600, day: 86400, month: 86400 * 30, year: 86400 * 365 };
const relativeFormat = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const exactFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const numberFormat = new Intl.NumberFormat("en");

export const count = (number) => numberFormat.format(number);
export const plural = (number, one, many = one + "s") => `${count(number)} ${number === 1 ? one : many}`;

export function relative(instant, now = Date.now()) {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  if (!Number.isFinite(seconds)) return "";
  if (Math.abs(seconds) < 5) return "now";
  const [, unit] = STEPS.find(([limit]) => Math.abs(seconds) < limit);
  return relativeFormat.format(Math.round(seconds / UNIT[unit]), unit);
}

export const exact = (instant) => exactFormat.format(new Date(instant));

/** dev.daybook.task.completed.v1 → task.completed */
export const eventName = (type) => String(type).replace(/^dev\.daybook\./, "").replace(/\.v\d+$/, "");

/** task.submitted_for_review → submitted for review */
export const eventVerb = (name) => name.slice(name.indexOf(".") + 1).replaceAll("_", " ");
