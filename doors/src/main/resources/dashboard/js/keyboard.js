// Walking the cards with the arrow keys, and the keys that work on every page.
import { typingIn } from "./dom.js";
import { closeMoveMenu } from "./moves.js";

/** One card of the board is in the tab order; the arrows walk from there. */
export function walkCards(board, { open, move }) {
  let current = null;

  function settleOn(card) {
    if (current && current !== card) current.tabIndex = -1;
    current = card;
    current.tabIndex = 0;
  }

  function settle() {
    if (current?.isConnected) return;
    const same = current && board.querySelector(`.card[data-task="${CSS.escape(current.dataset.task)}"]`);
    const card = same ?? board.querySelector(".card");
    if (card) settleOn(card);
  }

  board.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card) settleOn(card);
  });

  board.addEventListener("keydown", (event) => {
    const card = event.target.closest(".card");
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && event.target === card) open(card);
    else if (event.key === "m") move(card);
    else if (!step(card, event.key)) return;
    event.preventDefault();
  });

  function step(card, key) {
    const target = neighbour(card, key);
    if (!target) return false;
    settleOn(target);
    target.focus();
    return true;
  }

  return { settle, settleOn };
}

function neighbour(card, key) {
  switch (key) {
    case "ArrowDown": return card.nextElementSibling ?? card;
    case "ArrowUp": return card.previousElementSibling ?? card;
    case "Home": return card.parentElement.firstElementChild;
    case "End": return card.parentElement.lastElementChild;
    case "ArrowRight": return beside(card, 1);
    case "ArrowLeft": return beside(card, -1);
    default: return null;
  }
}

/** The card at about the same height in the next column that holds any. */
function beside(card, way) {
  const columns = [...document.querySelectorAll(".column")].filter((column) => column.querySelector(".card"));
  const at = columns.indexOf(card.closest(".column"));
  const next = columns[at + way];
  if (!next) return card;
  const middle = card.getBoundingClientRect().top;
  const cards = [...next.querySelectorAll(".card")];
  return cards.reduce((best, each) =>
    Math.abs(each.getBoundingClientRect().top - middle) < Math.abs(best.getBoundingClientRect().top - middle) ? each : best);
}

/** Keys for the whole page; `page()` gives the page that is shown. */
export function pageKeys({ page, help }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") return escape(event);
    if (typingIn(event.target)) return;
    const act = { "?": help, n: page()?.newTask, "/": page()?.focusFilter }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function escape(event) {
  if (document.querySelector(".menu")) return closeMoveMenu();
  if (typingIn(event.target)) return event.target.blur();
  document.querySelector(".panel [aria-label=Close]")?.click();
}
