// One stream of events from the server for the whole page, resumed by itself where it broke off.
import { read, saw, sawNothing } from "./api.js";
import { readEvents } from "./sse.js";
import { eventName } from "./words.js";

const FIRST_RETRY = 300;
const LAST_RETRY = 5000;

const listeners = new Set();
const stateListeners = new Set();
let state = "connecting";
let position = 0;
let lastId = null;
let connection = null;

/** The listener gets {event} for every event, and {resumed: true} once events flow (again): what was read before may be old. */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function onState(listener) {
  stateListeners.add(listener);
  listener(state, position);
}

function become(next) {
  state = next;
  for (const listener of stateListeners) listener(state, position);
}

/** Resolves when events flow, or when it is clear that they will not soon: a page reads first then, and again later. */
export function whenLive(patience = 1500) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stateListeners.delete(look);
      resolve();
    };
    const look = (now) => now === "live" && done();
    const timer = setTimeout(done, patience);
    stateListeners.add(look);
    look(state);
  });
}

function tell(news) {
  for (const listener of listeners) listener(news);
}

/** What every listener works with: the CloudEvent and its name, category and numbers read once. */
export function understand(cloudEvent) {
  const name = eventName(cloudEvent.type);
  const stream = cloudEvent.stream ?? "";
  const dash = stream.indexOf("-");
  return {
    id: cloudEvent.id,
    name,
    category: dash < 0 ? name.split(".")[0] : stream.slice(0, dash),
    subject: dash < 0 ? cloudEvent.subject : stream.slice(dash + 1),
    stream,
    version: Number(cloudEvent.streamversion),
    position: Number(cloudEvent.sequence),
    actor: cloudEvent.actor,
    time: cloudEvent.time,
    tags: cloudEvent.tags ?? [],
    data: cloudEvent.data ?? {},
  };
}

function receive({ id, event: name, data }) {
  if (id) lastId = id;
  const content = JSON.parse(data);
  if (name === "caught_up") {
    position = Math.max(position, Number(content.position));
    saw(position);
    if (state !== "live") {
      become("live");
      tell({ resumed: true });
      return;
    }
  } else {
    const event = understand(content);
    position = Math.max(position, event.position);
    saw(position);
    tell({ event });
  }
  become(state);
}

export function connect() {
  disconnect();
  connection = new AbortController();
  void follow(connection.signal);
}

export function disconnect() {
  connection?.abort();
  connection = null;
}

async function follow(signal) {
  let retry = FIRST_RETRY;
  while (!signal.aborted) {
    try {
      const response = await open(signal);
      if (response.status === 401) {
        become("signed-out");
        return void read("/api/status").catch(() => {});
      }
      if (response.status === 400) startOver(); // the server's log does not hold what was seen
      if (response.ok) {
        retry = FIRST_RETRY;
        await readEvents(response.body, receive);
      }
    } catch {
      // the connection broke; below it is tried again
    }
    if (signal.aborted) return;
    become("reconnecting");
    await new Promise((resume) => setTimeout(resume, retry));
    retry = Math.min(retry * 2, LAST_RETRY);
  }
}

function startOver() {
  lastId = null;
  position = 0;
  sawNothing();
}

function open(signal) {
  const headers = { Accept: "text/event-stream" };
  if (lastId !== null) headers["Last-Event-ID"] = lastId;
  return fetch("/api/events/live", { headers, signal, credentials: "same-origin", cache: "no-store" });
}
