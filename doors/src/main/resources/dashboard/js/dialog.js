// Small forms in a modal dialog: ask, submit, show faults at their fields.
import { h, uniqueId } from "./dom.js";
import { faultText } from "./toast.js";

/**
 * fields: [{name, label, hint?, kind: "text"|"textarea"|"select", options?, required?, value?, max?}].
 * `submit(values)` gives the command; a problem it throws is shown in the form, which stays open.
 */
export function formDialog({ title, lead, fields, submit, verb = "Save" }) {
  const opener = document.activeElement;
  const headingId = uniqueId("dialog");
  const rows = fields.map(row);
  const fault = h("div", { class: "form-fault", role: "alert" });
  const button = h("button", { type: "submit", class: "primary" }, verb);
  const form = h(
    "form",
    { method: "dialog", novalidate: true, onsubmit: (event) => void send(event) },
    h("h2", { id: headingId }, title),
    lead && h("p", { class: "muted" }, lead),
    rows.map((each) => each.element),
    fault,
    h(
      "p",
      { class: "form-actions" },
      h("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Cancel"),
      button,
    ),
  );
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": headingId }, form);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (opener?.isConnected) opener.focus();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  async function send(event) {
    event.preventDefault();
    fault.replaceChildren();
    for (const each of rows) each.show("");
    const missing = rows.filter((each) => each.field.required && each.read() === "");
    for (const each of missing) each.show(`${each.field.label} is needed.`);
    if (missing.length) return missing[0].input.focus();
    button.disabled = true;
    try {
      await submit(Object.fromEntries(rows.map((each) => [each.field.name, each.read()]).filter(([, v]) => v !== "")));
      dialog.close();
    } catch (problem) {
      show(problem);
    } finally {
      button.disabled = false;
    }
  }

  function show(problem) {
    const rest = [];
    for (const each of problem.faults ?? []) {
      const at = rows.find(({ field }) => each.pointer === `/${field.name}`);
      if (at) at.show(faultText({ ...each, pointer: "" }));
      else rest.push(h("p", {}, faultText(each)));
    }
    fault.replaceChildren(h("p", {}, problem.message), ...rest);
  }

  document.body.append(dialog);
  dialog.showModal();
  rows[0]?.input.focus();
  return dialog;
}

function row(field) {
  const id = uniqueId("field");
  const faultId = `${id}-fault`;
  const common = { id, name: field.name, "aria-describedby": faultId, "aria-required": field.required ? "true" : null };
  const input = control(field, common);
  const fault = h("span", { id: faultId, class: "field-fault" });
  const element = h(
    "p",
    { class: "field" },
    h("label", { for: id }, field.label, !field.required && h("span", { class: "muted" }, " optional")),
    input,
    field.hint && h("span", { class: "muted hint" }, field.hint),
    fault,
  );
  const show = (text) => {
    fault.textContent = text;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  return { field, element, input, show, read: () => input.value.trim() };
}

function control(field, common) {
  if (field.kind === "select") {
    return h("select", common, field.options.map(([value, label]) =>
      h("option", { value, selected: value === (field.value ?? "") }, label)));
  }
  if (field.kind === "textarea") return h("textarea", { ...common, rows: 4, value: field.value });
  return h("input", { ...common, type: field.kind ?? "text", maxlength: field.max, value: field.value, autocomplete: "off" });
}
