// The small forms that make something new.
import { command } from "./api.js";
import { formDialog } from "./dialog.js";
import { good } from "./toast.js";
import { PRIORITIES, sentence } from "./words.js";

export function newTask(store) {
  const phases = store.project?.phases ?? [];
  formDialog({
    title: `New task in ${store.project.key}`,
    verb: "Create task",
    fields: [
      { name: "name", label: "Name", required: true },
      { name: "description", label: "Description", kind: "textarea" },
      { name: "priority", label: "Priority", kind: "select", value: "medium", options: PRIORITIES.map((each) => [each, sentence(each)]) },
      ...(phases.length
        ? [{ name: "phase", label: "Phase", kind: "select", options: [["", "None"], ...phases.map((each) => [each.id, each.name])] }]
        : []),
      { name: "tags", label: "Tags", hint: "Separated by commas" },
    ],
    submit: async ({ tags, ...rest }) => {
      const body = { ...rest, project: store.project.id };
      if (tags) body.tags = tags.split(",").map((tag) => tag.trim()).filter(Boolean);
      const answer = await command("POST", "/api/tasks", body);
      good(`${answer.ref ?? "The task"} is created.`);
      store.want(answer.id, answer);
    },
  });
}

export function newProject(created) {
  formDialog({
    title: "New project",
    lead: "The key begins the short references of its tasks: HOME gives HOME-1, HOME-2 …",
    verb: "Create project",
    fields: [
      { name: "name", label: "Name", required: true },
      { name: "key", label: "Key", required: true, hint: "Capital letters and digits, such as HOME" },
      { name: "description", label: "Description", kind: "textarea" },
    ],
    submit: async ({ key, ...rest }) => {
      const answer = await command("POST", "/api/projects", { ...rest, key: key.toUpperCase() });
      good(`Project ${key.toUpperCase()} is created.`);
      created(answer);
    },
  });
}
