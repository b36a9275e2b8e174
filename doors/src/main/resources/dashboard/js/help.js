// What the keys do.
import { h } from "./dom.js";

const KEYS = [
  ["← ↑ → ↓", "Walk the cards of a board"],
  ["Enter", "Open the card"],
  ["m", "Move the card: choose among the allowed moves"],
  ["Esc", "Close the card, the menu or a form"],
  ["n", "New task (on the list of projects: new project)"],
  ["/", "Filter the cards"],
  ["?", "This page"],
];

export function helpDialog() {
  const opener = document.activeElement;
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "help-title" },
    h("h2", { id: "help-title" }, "Keyboard"),
    h("dl", { class: "keys" }, KEYS.map(([key, meaning]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, meaning)])),
    h("p", { class: "form-actions" }, h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, "Close")));
  dialog.addEventListener("close", () => {
    dialog.remove();
    opener?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
