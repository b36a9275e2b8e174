// The HTTP interface: one way to ask, one way to command, problems as values that can be shown.

/** A problem document (RFC 9457), or what comes nearest to it where no answer came. */
export class Problem extends Error {
  constructor(status, document) {
    super(document.detail || document.title || `The server answered ${status}.`);
    this.status = status;
    this.document = document;
  }

  get faults() {
    return this.document.errors ?? [];
  }

  get allowedMoves() {
    return this.document.allowedMoves ?? null;
  }

  get isConflict() {
    return this.status === 412;
  }

  /** The version that a stream has now, if it is the one the conflict is about. */
  versionOf(stream) {
    return this.document.stream === stream ? this.document.currentVersion : undefined;
  }
}

let whenUnauthenticated = () => {};
export function onUnauthenticated(listener) {
  whenUnauthenticated = listener;
}

async function problemOf(response) {
  let document = {};
  try {
    document = await response.json();
  } catch {
    // no problem document: the status has to do
  }
  return new Problem(response.status, { title: response.statusText, ...document });
}

export async function request(method, path, { body, version, key, token } = {}) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (version !== undefined) headers["If-Match"] = `"${version}"`;
  if (token) headers.Authorization = `Bearer ${token}`;
  if (key) headers["Idempotency-Key"] = key;
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
    });
  } catch {
    throw new Problem(0, { title: "No answer", detail: "The server does not answer. Is ./daybook serve running?" });
  }
  if (response.status === 401 && !token) whenUnauthenticated();
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return null;
  return response.json();
}

let seen = 0;

/** An event or an answer has shown that the log reaches this position: no view is read older than that again. */
export function saw(position) {
  seen = Math.max(seen, Number(position) || 0);
}

/** The server's log is another than the one seen so far. */
export function sawNothing() {
  seen = 0;
}

/** Reads what comes from the log itself. */
export const read = (path) => request("GET", path);

/** Reads what comes from a view, once it has followed everything this page has seen; 503 when that takes too long. */
export const readView = (path) => read(seen ? `${path}${path.includes("?") ? "&" : "?"}at-least=${seen}` : path);

/** Gives a command once: a key of its own makes a repeated delivery harmless. */
export const command = async (method, path, body = {}, version = undefined) => {
  const answer = await request(method, path, { body, version, key: commandId() });
  saw(answer?.position);
  return answer;
};

function commandId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20, 32].map((end, i, ends) => hex.slice(i ? ends[i - 1] : 0, end)).join("-");
}

export function query(path, parameters) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== "") search.append(name, value);
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** All pages of a view's list, one page at a time. */
export async function* pages(path, parameters = {}, limit = 500) {
  let after = null;
  do {
    const page = await readView(query(path, { ...parameters, limit, after }));
    yield page.items;
    after = page.next ?? null;
  } while (after !== null);
}

export async function all(path, parameters) {
  const items = [];
  for await (const page of pages(path, parameters)) items.push(...page);
  return items;
}

export const taskPath = (id, verb = "") => `/api/tasks/${encodeURIComponent(id)}${verb && "/" + verb}`;
export const projectPath = (id, verb = "") => `/api/projects/${encodeURIComponent(id)}${verb && "/" + verb}`;
