// The tasks of the open project, kept equal to the server's by reading again what the live events touched.
import { projectPath, query, read, readView, taskPath } from "./api.js";
import { listen, whenLive } from "./live.js";
import { remember } from "./names.js";

const COALESCE = 40;
const ONE_BY_ONE = 12;
const PAGE = 500;
const PATIENCE = 40;

const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));

export class BoardStore {
  tasks = new Map();
  project = null;
  loading = true;
  /** Task id → the least version that an event or answer has shown to exist. */
  #wanted = new Map();
  #misses = new Map();
  #foreign = new Set();
  #projectWanted = false;
  #everything = false;
  #running = false;
  #stopped = false;
  /** The cursor of the last page: what is created later stands on it or after it, because lists go by age. */
  #tail = null;
  #changed;
  #failed;
  #unlisten;

  /** `changed()` is called after tasks or the project changed, `failed(problem)` when a read went wrong. */
  constructor(key, { changed, failed }) {
    this.key = key;
    this.#changed = changed;
    this.#failed = failed;
    this.#unlisten = listen((news) => this.#hear(news));
  }

  async open() {
    await whenLive();
    this.#everything = false;
    await this.#readProject();
    await this.#readEverything();
    this.loading = false;
    this.#changed();
    this.#schedule();
  }

  close() {
    this.#stopped = true;
    this.#unlisten();
  }

  byRef(ref) {
    for (const task of this.tasks.values()) if (task.ref === ref || task.id === ref) return task;
    return null;
  }

  children(id) {
    return [...this.tasks.values()].filter((task) => task.parent === id);
  }

  dependants(id) {
    return [...this.tasks.values()].filter((task) => task.dependencies?.some((each) => each.task === id));
  }

  /** Asks for a task to be read again, until it has the version of an event or of a command's answer. */
  want(id, { version = 0 } = {}) {
    this.#wanted.set(id, Math.max(version, this.#wanted.get(id) ?? 0));
    this.#schedule();
  }

  #hear({ event, resumed }) {
    if (resumed) {
      this.#everything = true;
      this.#projectWanted = true;
      this.#schedule();
    } else if (event.category === "project") {
      if (event.subject !== this.project?.id) return;
      this.#projectWanted = true;
      this.#schedule();
    } else if (event.category === "task" && this.#concerns(event)) {
      this.#projectWanted = true; // its progress
      this.want(event.subject, event);
    }
  }

  #concerns(event) {
    if (this.tasks.has(event.subject) || !this.project) return true;
    if (event.name === "task.updated") return true; // it may have moved here
    if (this.#foreign.has(event.subject)) return false;
    return event.data.project === undefined || event.data.project === this.project.id;
  }

  #schedule() {
    if (this.#running || this.#stopped || this.loading) return;
    this.#running = true;
    void this.#follow();
  }

  async #follow() {
    await pause(COALESCE);
    while (!this.#stopped && (this.#wanted.size || this.#projectWanted || this.#everything)) {
      const before = performance.now();
      try {
        await this.#catchUp();
      } catch (problem) {
        if (problem.status === 401) break;
        // A view that is still behind (503) is asked again; anything else is worth a word.
        if (problem.status !== 503) this.#failed(problem);
        await pause(1000);
      }
      this.#changed();
      // Under load the board reads at most a third of the time, so that it never slows those who write.
      await pause(Math.min(1500, Math.max(COALESCE, 2 * (performance.now() - before))));
    }
    this.#running = false;
  }

  async #catchUp() {
    const ids = [...this.#wanted.keys()];
    if (this.#everything) await this.#readEverything();
    else if (ids.length <= ONE_BY_ONE) await Promise.all(ids.map((id) => this.#readOne(id)));
    else if (ids.some((id) => this.tasks.has(id) || this.#misses.has(id))) await this.#readEverything();
    else await this.#readNewer(ids);
    if (this.#projectWanted) await this.#readProject();
  }

  async #readProject() {
    this.#projectWanted = false;
    const project = await readView(projectPath(this.key));
    remember("project", project);
    this.project = project;
  }

  async #readOne(id) {
    const wanted = this.#wanted.get(id);
    try {
      const task = await readView(taskPath(id));
      this.#put(task);
      this.#settle(id, task.version);
    } catch (problem) {
      // Deleted: the answer is as new as the event that was seen.
      if (problem.status !== 404 && problem.status !== 410) throw problem;
      this.tasks.delete(id);
      if (this.#wanted.get(id) === wanted) this.#wanted.delete(id);
    }
  }

  /** Only what was created is unknown, so the end of the list holds it. */
  async #readNewer(ids) {
    await this.#readPages(this.#tail);
    for (const id of ids) if (this.#wanted.has(id)) this.#misses.set(id, 1);
  }

  async #readEverything() {
    this.#everything = false;
    const before = new Set(this.tasks.keys());
    const seen = await this.#readPages(null);
    // What the pages no longer held is read by itself: it is gone, or it moved while the pages were read.
    for (const id of before) if (!seen.has(id)) await this.#readOne(id);
    this.#giveUp();
  }

  async #readPages(from) {
    const seen = new Set();
    let after = from;
    do {
      const page = await readView(query("/api/tasks", { project: this.project.key, limit: PAGE, after }));
      this.#tail = after;
      for (const task of page.items) {
        seen.add(task.id);
        this.#put(task);
        this.#settle(task.id, task.version);
      }
      this.#changed();
      after = page.next ?? null;
    } while (after !== null && !this.#stopped);
    return seen;
  }

  #put(task) {
    remember("task", task);
    if (task.project !== this.project.id) {
      this.#foreign.add(task.id);
      this.tasks.delete(task.id);
      return;
    }
    const known = this.tasks.get(task.id);
    if (!known || known.version <= task.version) this.tasks.set(task.id, task);
  }

  #settle(id, version) {
    const wanted = this.#wanted.get(id);
    if (wanted === undefined || version < wanted) return;
    this.#wanted.delete(id);
    this.#misses.delete(id);
  }

  /** What no list shows belongs elsewhere or is gone; asking for each by itself would take too long. */
  #giveUp() {
    for (const id of this.#wanted.keys()) {
      const misses = (this.#misses.get(id) ?? 0) + 1;
      this.#misses.set(id, misses);
      if (misses <= PATIENCE && this.tasks.has(id)) continue;
      if (misses <= 3) continue;
      this.#wanted.delete(id);
      this.#misses.delete(id);
    }
  }
}

/** A task wherever it lives, for dependencies that lead out of the project. */
export const readTask = (id) => readView(taskPath(id));

export async function history(stream) {
  const events = [];
  let after = null;
  do {
    const page = await read(query(`/api/streams/${encodeURIComponent(stream)}`, { limit: PAGE, after }));
    events.push(...page.items);
    after = page.next ?? null;
  } while (after !== null);
  return events;
}
