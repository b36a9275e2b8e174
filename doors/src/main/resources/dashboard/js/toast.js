// Messages: what was done, and what the server refused and why, in its own sentence.
import { h } from "./dom.js";
import { moveName } from "./words.js";

const LIFE = { good: 4000, bad: 15_000 };

export function toast(kind, text, { details = [], actions = [] } = {}) {
  const close = () => box.remove();
  const box = h(
    "div",
    { class: `toast toast-${kind}`, role: kind === "bad" ? "alert" : "status" },
    h(
      "div",
      { class: "toast-text" },
      h("p", {}, text),
      details.map((detail) => h("p", { class: "toast-detail" }, detail)),
      actions.length > 0 &&
        h("p", { class: "toast-actions" }, actions.map(({ label, act }) =>
          h("button", { type: "button", onclick: () => { close(); act(); } }, label))),
    ),
    h("button", { type: "button", class: "quiet icon-button", "aria-label": "Dismiss", onclick: close }, "×"),
  );
  const host = document.getElementById("toasts");
  host.prepend(box);
  while (host.children.length > 4) host.lastElementChild.remove();
  if (actions.length === 0) setTimeout(close, LIFE[kind]);
  return close;
}

export const good = (text) => toast("good", text);

/** Shows a problem document: sentence, faults by field, and the moves that are allowed now. */
export function problem(problem, options = {}) {
  const details = problem.faults?.map(faultText) ?? [];
  if (problem.allowedMoves) {
    details.push(
      problem.allowedMoves.length
        ? `Allowed now: ${problem.allowedMoves.map((move) => moveName(moveOf(move))).join(", ")}.`
        : "No move is allowed now.",
    );
  }
  return toast("bad", problem.message, { details, ...options });
}

/** Moves come as words of the catalogue: "start", or "task.start". */
export const moveOf = (move) => {
  const word = typeof move === "string" ? move : (move.command ?? move.name ?? "");
  return word.replace(/^task\./, "");
};

export function faultText({ pointer, message, expected }) {
  const field = (pointer ?? "").split("/").filter(Boolean).join(" › ");
  return [field && `${field}:`, message, expected && `(expected ${expected})`].filter(Boolean).join(" ");
}
