// All projects: where each stands, and who changed it last.
import { all } from "./api.js";
import { eachFrame, h, replace } from "./dom.js";
import { newProject } from "./forms.js";
import { listen } from "./live.js";
import { remember } from "./names.js";
import { problemPage } from "./pages.js";
import { timeAgo } from "./time.js";
import { actorName, count, plural, sentence } from "./words.js";

const QUIET = 400;

export function projectsPage(main) {
  document.title = "Projects · Daybook";
  const list = h("div", { class: "project-list", "aria-live": "off" });
  let projects = null;
  let left = false;
  let asked = false;
  let running = false;
  const draw = eachFrame(() => replace(list, projects.length ? table(projects) : nothing(create)));
  const create = () => newProject((answer) => (location.hash = `#/projects/${answer.ref ?? answer.id}`));
  replace(main, h("div", { class: "page" },
    h("header", { class: "page-head" }, h("h1", { tabindex: "-1" }, "Projects"),
      h("button", { type: "button", class: "primary", id: "new-project", onclick: create }, "New project")),
    list));

  async function refresh() {
    asked = true;
    if (running) return;
    running = true;
    while (asked && !left) {
      asked = false;
      try {
        projects = await all("/api/projects");
        projects.forEach((project) => remember("project", project));
        if (!left) draw();
      } catch (problem) {
        asked ||= problem.status === 503; // the views are behind
        if (!left && !projects && !asked) problemPage(main, problem);
      }
      await new Promise((resume) => setTimeout(resume, QUIET));
    }
    running = false;
  }

  const unlisten = listen(({ event, resumed }) => {
    if (resumed || event.category === "project" || event.category === "task") void refresh();
  });
  void refresh();
  return {
    newTask: create,
    route: () => {},
    leave() {
      left = true;
      unlisten();
    },
  };
}

function table(projects) {
  return h("table", { class: "projects" },
    h("thead", {}, h("tr", {}, ["Project", "Status", "Progress", "Tasks", "Last change"].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, projects.map(row)));
}

function row(project) {
  const progress = Math.round(project.progress ?? 0);
  return h("tr", { data: { project: project.key ?? project.id } },
    h("th", { scope: "row" },
      h("a", { class: "project-name", href: `#/projects/${encodeURIComponent(project.key ?? project.id)}` }, h("span", { class: "ref" }, project.key), " ", project.name),
      project.description && h("span", { class: "muted project-description" }, project.description)),
    h("td", { data: { label: "Status" } }, h("span", { class: `badge project-${project.status}` }, sentence(project.status ?? "planned"))),
    h("td", { data: { label: "Progress" } }, h("span", { class: "progress-with-number" }, h("progress", { max: 100, value: progress, "aria-label": `Progress of ${project.name}` }), `${progress} %`)),
    h("td", { data: { label: "Tasks" } }, taskCounts(project)),
    h("td", { data: { label: "Last change" } }, timeAgo(project.updatedAt ?? project.createdAt), h("span", { class: "muted" }, ` by ${actorName(project.updatedBy ?? project.createdBy)}`)));
}

function taskCounts({ tasks = 0, tasksDone = 0 }) {
  return [plural(tasks, "task"), h("span", { class: "muted" }, `, ${count(tasksDone)} done`)];
}

function nothing(create) {
  return h("div", { class: "empty" },
    h("p", {}, h("strong", {}, "No projects yet.")),
    h("p", {}, "Bring a Task Master plan along, in a terminal beside the server:"),
    h("code", { class: "line" }, "./daybook import taskmaster FILE"),
    h("p", {}, "or ", h("button", { type: "button", onclick: create }, "make an empty project")));
}
