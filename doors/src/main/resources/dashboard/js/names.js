// What a stream is called, for the feed: HOME-7 and its name instead of an id.
import { readView } from "./api.js";
import { listen } from "./live.js";

const names = new Map();
const asked = new Map();
const waiting = [];
let busy = 0;
const AT_ONCE = 2;
const MOST_WAITING = 60;

export function remember(category, item) {
  names.set(`${category}-${item.id}`, { ref: item.ref ?? item.key ?? null, name: item.name });
}

export const known = (stream) => names.get(stream) ?? null;

listen(({ event }) => {
  if (event) learn(event);
});

/** Creating and renaming events carry the name themselves. */
export function learn(event) {
  const { data, tags, stream } = event;
  if (typeof data.name !== "string" || !event.name.endsWith(".created")) return;
  const ref = data.ref ?? data.reference ?? data.key ?? tagged(tags, "ref") ?? tagged(tags, "key");
  if (!names.has(stream)) names.set(stream, { ref: ref ?? null, name: data.name });
}

function tagged(tags, prefix) {
  const tag = tags.find((candidate) => String(candidate).startsWith(prefix + ":"));
  return tag ? tag.slice(prefix.length + 1) : null;
}

const PATHS = { task: "/api/tasks/", project: "/api/projects/" };

/** Finds a name out, a few at a time; the newest asked is answered first. */
export function find(event, found) {
  const { stream, category, subject } = event;
  if (names.has(stream)) return found(names.get(stream));
  const path = PATHS[category];
  if (!path) return;
  if (asked.has(stream)) return void asked.get(stream).push(found);
  asked.set(stream, [found]);
  waiting.push({ stream, category, path: path + encodeURIComponent(subject) });
  while (waiting.length > MOST_WAITING) asked.delete(waiting.shift().stream);
  work();
}

async function work() {
  if (busy >= AT_ONCE || waiting.length === 0) return;
  busy++;
  const { stream, category, path } = waiting.pop();
  try {
    remember(category, await readView(path));
  } catch (problem) {
    if (problem.status === 404 || problem.status === 410) names.set(stream, { ref: null, name: `${category} that is gone` });
  } finally {
    busy--;
    if (names.has(stream)) for (const found of asked.get(stream) ?? []) found(names.get(stream));
    asked.delete(stream);
    work();
  }
}
