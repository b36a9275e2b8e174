// One project's board: header, tools, lanes and columns, the rail with the latest events, the open card.
import { Columns, groupBy } from "./columns.js";
import { announce, eachFrame, h, replace } from "./dom.js";
import { feedRail } from "./feed.js";
import { newTask } from "./forms.js";
import { walkCards } from "./keyboard.js";
import { openMoveMenu } from "./moves.js";
import { CardPanel } from "./panel.js";
import { problemPage } from "./pages.js";
import { BoardStore } from "./store.js";
import { problem as showProblem } from "./toast.js";
import { timeAgo } from "./time.js";
import { PRIORITIES, actorName, count, plural, sentence } from "./words.js";

/** Shows the board in `main`; answers {route(rest), leave()}. */
export function boardPage(main, key) {
  const filter = { text: "", phase: "", lanes: "none", subtasks: false };
  const columns = new Columns();
  const draw = eachFrame(paint);
  const store = new BoardStore(key, { changed: draw, failed: showProblem });
  const title = h("h1", { tabindex: "-1" }, key);
  const facts = h("div", { class: "project-facts" });
  const tools = toolbar(filter, draw, () => newTask(store));
  const empty = h("div", { class: "empty", hidden: true });
  const rail = feedRail({ project: () => store.project });
  const panel = new CardPanel(store, { closed: () => (location.hash = `#/projects/${encodeURIComponent(key)}`) });
  const boardArea = h("div", { class: "board-area" }, empty, columns.element);
  replace(
    main,
    h("div", { class: "board-page" },
      h("header", { class: "page-head" }, h("div", { class: "page-title" }, title), facts),
      tools.element,
      h("div", { class: "board-and-rail" }, h("section", { class: "board-scroll", "aria-label": "Board" }, boardArea), rail.element)),
  );
  const keyboard = walkCards(columns.element, {
    open,
    move: (card) => openMoveMenu(store.tasks.get(card.dataset.task), card.querySelector(".card-menu"), { store }),
  });
  columns.element.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (!card) return;
    const act = event.target.closest("[data-act]")?.dataset.act;
    keyboard.settleOn(card);
    if (act === "move") openMoveMenu(store.tasks.get(card.dataset.task), event.target.closest("button"), { store });
    else open(card);
  });

  function open(card) {
    const task = store.tasks.get(card.dataset.task);
    location.hash = `#/projects/${encodeURIComponent(key)}/${encodeURIComponent(task.ref ?? task.id)}`;
  }

  function paint() {
    const { project, tasks } = store;
    if (!project) return;
    document.title = `${project.key ?? ""} ${project.name} · Daybook`;
    replace(title, h("span", { class: "ref" }, project.key), " ", project.name);
    const everything = [...tasks.values()];
    replace(facts, projectFacts(project, everything));
    tools.offerPhases(project.phases ?? []);
    const shown = everything.filter((task) => matches(task, filter));
    columns.draw(lanesOf(shown, filter, project), tasks);
    columns.element.dataset.total = everything.length;
    keyboard.settle();
    emptyState(empty, { loading: store.loading, everything, shown });
    panel.draw();
  }

  store.open().then(
    () => announce(`${store.project.name}: ${plural(store.tasks.size, "task")}`),
    (problem) => problemPage(main, problem),
  );

  return {
    newTask: () => newTask(store),
    focusFilter: () => tools.focus(),
    route: (ref) => (ref ? panel.open(ref) : panel.close()),
    leave() {
      store.close();
      panel.dispose();
      rail.dispose();
    },
  };
}

function matches(task, { text, phase, subtasks }) {
  if (!subtasks && task.parent) return false;
  if (phase && (task.phase ?? "none") !== phase) return false;
  if (!text) return true;
  const hay = [task.ref, task.name, task.assignee, ...(task.tags ?? [])].join(" ").toLowerCase();
  return text.toLowerCase().split(/\s+/).every((word) => hay.includes(word));
}

function lanesOf(tasks, { lanes }, project) {
  if (lanes === "none") return [{ key: "all", name: "", tasks }];
  const groups = groupBy(tasks, (task) => task[lanes] ?? "");
  const order = { phase: (project.phases ?? []).map((phase) => phase.id), priority: PRIORITIES, assignee: [...groups.keys()].sort() }[lanes];
  const names = { phase: new Map((project.phases ?? []).map((phase) => [phase.id, phase.name])) }[lanes];
  const keys = [...order.filter((key) => key && groups.has(key)), ...(groups.has("") ? [""] : [])];
  const nameOf = (key) => (key ? (names?.get(key) ?? (lanes === "assignee" ? actorName(key) : sentence(key))) : `No ${lanes}`);
  return keys.map((key) => ({ key: `${lanes}:${key}`, name: nameOf(key), tasks: groups.get(key) }));
}

function projectFacts(project, everything) {
  const subtasks = everything.filter((task) => task.parent).length;
  const done = everything.filter((task) => task.status === "done").length;
  return [
    h("span", { class: `badge project-${project.status}` }, sentence(project.status ?? "planned")),
    h("span", { class: "progress-with-number" },
      h("progress", { max: 100, value: Math.round(project.progress ?? 0), "aria-label": "Progress by effort" }), `${Math.round(project.progress ?? 0)} %`),
    h("span", { id: "board-counts" }, `${plural(everything.length - subtasks, "task")}, ${plural(subtasks, "subtask")}, ${count(done)} done`),
    project.updatedAt && h("span", { class: "muted" }, "changed ", timeAgo(project.updatedAt), project.updatedBy && ` by ${actorName(project.updatedBy)}`),
  ];
}

function toolbar(filter, draw, create) {
  const set = (name) => (event) => {
    filter[name] = event.target.type === "checkbox" ? event.target.checked : event.target.value;
    draw();
  };
  const search = h("input", { type: "search", id: "board-filter", placeholder: "Filter cards", "aria-label": "Filter cards by reference, name, tag or assignee", oninput: set("text") });
  const phase = h("select", { "aria-label": "Phase", onchange: set("phase") });
  const lanes = h("select", { "aria-label": "Swim lanes", onchange: set("lanes") },
    [["none", "No lanes"], ["phase", "Lanes by phase"], ["priority", "Lanes by priority"], ["assignee", "Lanes by assignee"]].map(([value, label]) => h("option", { value }, label)));
  let offered = null;
  return {
    element: h("div", { class: "toolbar", role: "toolbar", "aria-label": "Board tools" },
      search, phase, lanes,
      h("label", { class: "check" }, h("input", { type: "checkbox", id: "show-subtasks", onchange: set("subtasks") }), "Subtasks as cards"),
      h("button", { type: "button", class: "primary", id: "new-task", onclick: create, title: "New task (n)" }, "New task")),
    focus: () => search.focus(),
    offerPhases(phases) {
      const sign = phases.map((each) => each.id + each.name).join();
      if (sign === offered) return;
      offered = sign;
      phase.hidden = phases.length === 0;
      replace(phase, h("option", { value: "" }, "All phases"), phases.map((each) => h("option", { value: each.id }, each.name)), h("option", { value: "none" }, "No phase"));
      phase.value = filter.phase;
    },
  };
}

function emptyState(element, { loading, everything, shown }) {
  element.hidden = !loading || everything.length > 0 ? shown.length > 0 : false;
  if (element.hidden) return;
  if (loading) replace(element, h("p", {}, "Reading the tasks…"));
  else if (everything.length === 0) {
    replace(element, h("p", {}, h("strong", {}, "No tasks yet.")), h("p", {}, "Make one with “New task”, or bring a plan along:"), h("code", { class: "line" }, "./daybook import taskmaster FILE"));
  } else replace(element, h("p", {}, h("strong", {}, "No card matches the filter."), " Clear it to see all cards."));
}
