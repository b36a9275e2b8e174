// The open card: everything about one task, beside the board.
import { command, taskPath } from "./api.js";
import { priorityMark } from "./card.js";
import { formDialog } from "./dialog.js";
import { h, replace } from "./dom.js";
import { historyList } from "./history.js";
import { openMoveMenu, showConflict } from "./moves.js";
import { known } from "./names.js";
import { blockedSection, commentsSection, criteriaSection, dependenciesSection, linksSection, subtasksSection, textSection } from "./sections.js";
import { history, readTask } from "./store.js";
import { timeAgo } from "./time.js";
import { good, problem as showProblem } from "./toast.js";
import { understand } from "./live.js";
import { PRIORITIES, actorName, sentence, statusName } from "./words.js";

export class CardPanel {
  #store;
  #closed;
  #ref = null;
  #task = null;
  #events = [];
  #reading = 0;
  #element = null;
  #body = null;
  #head = null;
  #opener = null;
  #draft = "";
  #seen = "";

  constructor(store, { closed }) {
    this.#store = store;
    this.#closed = closed;
  }

  open(ref) {
    if (this.#ref === ref) return;
    if (!this.#element) this.#build();
    this.#ref = ref;
    this.#task = null;
    this.#events = [];
    this.#draft = "";
    replace(this.#head, h("h2", { id: "panel-title", tabindex: "-1" }, ref));
    replace(this.#body, h("p", { class: "muted" }, "Reading…"));
    this.#element.focus();
    void this.#read();
  }

  close() {
    if (!this.#element) return;
    this.#element.remove();
    this.#element = null;
    this.#ref = null;
    document.body.classList.remove("has-panel");
    const opener = this.#opener?.isConnected ? this.#opener : document.querySelector(`.card[data-task="${this.#task?.id}"]`);
    opener?.focus();
  }

  dispose() {
    this.#opener = null;
    this.close();
  }

  /** Called after every drawing of the board: reads again when the open task moved on. */
  draw() {
    if (!this.#element) return;
    const fresh = this.#task ? this.#store.tasks.get(this.#task.id) : this.#store.byRef(this.#ref);
    if (fresh && (!this.#task || fresh.version > this.#task.version)) void this.#read();
    else if (this.#task && this.#neighbours() !== this.#seen && !this.#body.contains(document.activeElement)) this.#show();
  }

  /** What the panel shows of other tasks. */
  #neighbours() {
    const { id, dependencies = [], blockedBy = [] } = this.#task;
    const others = [...dependencies.map((each) => this.#store.tasks.get(each.task)), ...blockedBy.map((each) => this.#store.tasks.get(each)), ...this.#store.children(id), ...this.#store.dependants(id)];
    return others.map((task) => task && [task.ref, task.name, task.status].join(" ")).join("\n");
  }

  #build() {
    this.#opener = document.activeElement?.closest(".card");
    this.#head = h("div", { class: "panel-title" });
    this.#body = h("div", { class: "panel-body" });
    this.#element = h(
      "aside",
      { class: "panel", role: "dialog", "aria-labelledby": "panel-title", tabindex: "-1" },
      h("header", { class: "panel-head" }, this.#head,
        h("button", { type: "button", class: "quiet icon-button", "aria-label": "Close", title: "Close (Esc)", onclick: () => this.#closed() }, "×")),
      this.#body,
    );
    document.getElementById("panel-host").append(this.#element);
    document.body.classList.add("has-panel");
  }

  async #read() {
    const turn = ++this.#reading;
    const id = this.#task?.id ?? this.#store.byRef(this.#ref)?.id ?? this.#ref;
    try {
      const task = await readTask(id);
      const events = await history(`task-${task.id}`);
      if (turn !== this.#reading || !this.#element) return;
      this.#task = task;
      this.#events = events.map(understand);
      this.#show();
    } catch (problem) {
      if (turn === this.#reading && this.#element) replace(this.#body, h("p", { class: "field-fault" }, problem.message));
    }
  }

  #show() {
    const task = this.#task;
    this.#seen = this.#neighbours();
    const typed = this.#body.querySelector("#comment-text");
    if (typed) this.#draft = typed.value;
    const typing = typed !== null && typed === document.activeElement;
    const at = this.#element.scrollTop;
    replace(this.#head,
      h("p", { class: "panel-ref" }, h("span", { class: "ref" }, task.ref ?? "free task"), priorityMark(task.priority),
        h("span", { class: "muted" }, `version ${task.version}`)),
      h("h2", { id: "panel-title" }, task.name));
    replace(this.#body, this.#actions(task), this.#factList(task),
      blockedSection(task, this.#store),
      textSection("Description", task.description),
      textSection("Implementation notes", task.implementationNotes),
      textSection("Result", task.result), textSection("Error", task.error),
      criteriaSection(task),
      dependenciesSection(task, this.#store),
      subtasksSection(task, this.#store),
      linksSection(task),
      commentsSection(task, { draft: this.#draft, send: (text) => this.#comment(text) }),
      h("section", {}, h("h3", {}, "History"), historyList(this.#events, (id) => this.#store.tasks.get(id) ?? known(`task-${id}`))));
    this.#element.scrollTop = at;
    if (typing) this.#body.querySelector("#comment-text").focus();
  }

  #actions(task) {
    return h("div", { class: "panel-actions" },
      h("span", { class: `badge status-badge status-${task.status}` }, statusName(task.status)),
      h("button", {
        type: "button", class: "primary", id: "panel-move", "aria-haspopup": "menu", "aria-expanded": "false",
        onclick: (event) => openMoveMenu(task, event.currentTarget, { store: this.#store }),
      }, "Move…"),
      h("button", { type: "button", onclick: () => this.#setPriority(task) }, "Priority…"),
      h("button", { type: "button", onclick: () => this.#assign(task) }, "Assign…"));
  }

  #factList(task) {
    const phase = this.#store.project?.phases?.find((each) => each.id === task.phase);
    const parent = task.parent && this.#store.tasks.get(task.parent);
    const facts = [
      ["Assignee", task.assignee && actorName(task.assignee)],
      ["Phase", phase?.name],
      ["Part of", parent && h("a", { href: `#/projects/${encodeURIComponent(this.#store.key)}/${encodeURIComponent(parent.ref)}` }, `${parent.ref} ${parent.name}`)],
      ["Type", task.type && sentence(task.type)],
      ["Tags", task.tags?.length > 0 && h("span", { class: "marks" }, task.tags.map((tag) => h("span", { class: "tag" }, tag)))],
      ["Due", task.dueDate && String(task.dueDate).slice(0, 10)],
      ["Effort", effort(task)],
      ["Created", [timeAgo(task.createdAt), " by ", actorName(task.createdBy)]],
      ["Changed", task.updatedAt && [timeAgo(task.updatedAt), " by ", actorName(task.updatedBy)]],
    ];
    return h("dl", { class: "facts" }, facts.filter(([, value]) => value).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
  }

  #setPriority(task) {
    formDialog({
      title: `Priority of ${task.ref ?? task.name}`, verb: "Set priority",
      fields: [{ name: "priority", label: "Priority", required: true, kind: "select", value: task.priority, options: PRIORITIES.map((each) => [each, sentence(each)]) }],
      submit: (body) => this.#give(task, "set_priority", body),
    });
  }

  #assign(task) {
    formDialog({
      title: `Assign ${task.ref ?? task.name}`, verb: "Assign",
      fields: [{ name: "assignee", label: "Assignee", required: true, value: task.assignee, hint: "person:alice, agent:agent-1 or token:laptop" }],
      submit: (body) => this.#give(task, "assign", body),
    });
  }

  async #give(task, verb, body) {
    try {
      const answer = await command("POST", taskPath(task.id, verb), body, task.version);
      this.#store.want(task.id, answer);
      good(`${task.ref ?? task.name} is changed.`);
    } catch (problem) {
      if (!problem.isConflict) throw problem;
      showConflict(task, problem);
      this.#store.want(task.id, { version: problem.versionOf(`task-${task.id}`) });
    }
  }

  /** Comments do not depend on what others changed meanwhile, so they are sent without a version. */
  async #comment(text) {
    const task = this.#task;
    try {
      const answer = await command("POST", taskPath(task.id, "comment"), { text });
      this.#draft = "";
      const field = this.#body.querySelector("#comment-text");
      if (field) field.value = "";
      this.#store.want(task.id, answer);
    } catch (problem) {
      showProblem(problem);
    }
  }
}

function effort({ estimatedEffort, actualEffort }) {
  const parts = [estimatedEffort != null && `${estimatedEffort} estimated`, actualEffort != null && `${actualEffort} actual`].filter(Boolean);
  return parts.length > 0 && parts.join(", ");
}
