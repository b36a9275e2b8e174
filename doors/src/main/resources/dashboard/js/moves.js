// Moving a task: the menu with the moves its status allows, and what happens when the server thinks otherwise.
import { command, taskPath } from "./api.js";
import { formDialog } from "./dialog.js";
import { announce, h } from "./dom.js";
import { problem as showProblem, good, moveOf, toast } from "./toast.js";
import { actorName, moveName, movesOf, relative, statusName } from "./words.js";

const ASKS = {
  block: { title: "Block", field: { name: "reason", label: "What blocks it?", required: true, kind: "textarea" } },
  fail: { title: "Mark as failed", field: { name: "error", label: "What went wrong?", required: true, kind: "textarea" } },
  send_back: { title: "Send back to work", field: { name: "reason", label: "What is missing?", kind: "textarea" } },
  cancel: { title: "Cancel", field: { name: "reason", label: "Why?", kind: "textarea" } },
  defer: { title: "Defer", field: { name: "reason", label: "Why?", kind: "textarea" } },
  reopen: { title: "Reopen", field: { name: "reason", label: "Why?", kind: "textarea" } },
};

let openMenu = null;

/** Opens the menu of moves beside an element; `moves` overrides the table with what the server said. */
export function openMoveMenu(task, anchor, { store, moves = task.allowedMoves?.map(moveOf) ?? movesOf(task) }) {
  closeMoveMenu();
  const items = moves.map((move) =>
    h("li", { role: "none" }, h("button", {
      type: "button", role: "menuitem", tabindex: "-1", data: { move },
      onclick: () => { closeMoveMenu(); void choose(task, move, store, anchor); },
    }, moveName(move))));
  const menu = h(
    "div",
    { class: "menu", onkeydown: walk, onfocusout: leave },
    h("p", { class: "menu-title", id: "menu-title" }, `${task.ref ?? task.name} is ${statusName(task.status).toLowerCase()}`),
    h("ul", { role: "menu", "aria-labelledby": "menu-title" },
      items.length ? items : h("li", { class: "muted" }, "No move is possible.")),
  );
  document.body.append(menu);
  place(menu, anchor);
  openMenu = { menu, anchor };
  anchor.setAttribute("aria-expanded", "true");
  menu.querySelector("[role=menuitem]")?.focus();
}

function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = Math.max(8, Math.min(at.left, innerWidth - width - 8));
  const below = at.bottom + 4;
  const top = below + height > innerHeight - 8 ? Math.max(8, at.top - height - 4) : below;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

export function closeMoveMenu() {
  if (!openMenu) return;
  const { menu, anchor } = openMenu;
  openMenu = null;
  menu.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (anchor.isConnected) anchor.focus();
}

function leave(event) {
  if (openMenu && !openMenu.menu.contains(event.relatedTarget)) closeMoveMenu();
}

function walk(event) {
  const items = [...openMenu.menu.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") closeMoveMenu();
  else if (to !== undefined) items.at(to % items.length)?.focus();
  else if (event.key.length === 1) {
    items.find((item) => item.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  }
  if (event.key !== "Enter" && event.key !== " ") event.preventDefault();
  event.stopPropagation();
}

function choose(task, move, store, anchor) {
  const asks = ASKS[move];
  if (!asks) return give(task, move, {}, store, anchor);
  formDialog({
    title: `${asks.title}: ${task.ref ?? task.name}`,
    fields: [asks.field],
    verb: moveName(move),
    submit: (values) => give(task, move, values, store, anchor, true),
  });
}

async function give(task, move, body, store, anchor, inForm = false) {
  try {
    const answer = await command("POST", taskPath(task.id, move), body, task.version);
    const text = `${task.ref ?? task.name}: ${moveName(move).toLowerCase()}, done`;
    announce(text);
    good(text);
    store.want(task.id, answer);
  } catch (refusal) {
    if (inForm && !refusal.isConflict && !refusal.allowedMoves) throw refusal;
    refused(task, move, body, store, anchor, refusal);
  }
}

function refused(task, move, body, store, anchor, refusal) {
  store.want(task.id, { version: refusal.versionOf(`task-${task.id}`) });
  if (refusal.isConflict) return showConflict(task, refusal);
  const actions = [];
  if (move === "start" && refusal.document.openDependencies) {
    actions.push({
      label: "Start anyway (recorded)",
      act: () => give(store.tasks.get(task.id) ?? task, move, { ...body, force: true }, store, anchor),
    });
  }
  if (refusal.allowedMoves?.length && anchor.isConnected) {
    const moves = refusal.allowedMoves.map(moveOf);
    actions.push({ label: "Choose another move", act: () => openMoveMenu(store.tasks.get(task.id) ?? task, anchor, { store, moves }) });
  }
  showProblem(refusal, { actions });
}

/** Version conflict: says who changed the task and when; the fresh card is already on its way. */
export function showConflict(task, { document }) {
  const who = document.changedBy ? actorName(document.changedBy) : "Somebody";
  const when = document.changedAt ? ` ${relative(document.changedAt)}` : "";
  toast("bad", `${who} changed ${task.ref ?? task.name}${when}, so nothing was done.`, {
    details: [`It is now at version ${document.currentVersion ?? "unknown"}; the card shows it. Look and try again.`],
  });
}
