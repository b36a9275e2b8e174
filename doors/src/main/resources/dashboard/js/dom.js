// Building elements. Text only ever enters through text nodes, so names such as <script> stay text.

/** h("button", {class: "quiet", onclick: f, data: {ref: "HOME-7"}}, "Move", child…) */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === "") continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

/** Brings the children of a parent into this order, touching only what differs. */
export function reorder(parent, elements) {
  let at = parent.firstElementChild;
  for (const element of elements) {
    if (element === at) at = at.nextElementSibling;
    else parent.insertBefore(element, at);
  }
  while (at) {
    const next = at.nextElementSibling;
    at.remove();
    at = next;
  }
}

/** Runs the work once in the next animation frame, however often it is asked for. */
export function eachFrame(work) {
  let asked = false;
  const run = () => {
    if (!asked) return;
    asked = false;
    work();
  };
  return () => {
    if (asked) return;
    asked = true;
    // A hidden page gets no frames; its board still has to follow the log.
    if (document.hidden) setTimeout(run, 100);
    else requestAnimationFrame(run);
  };
}

/** A message for screen readers; several in a moment become the last one. */
let pending = 0;
export function announce(text) {
  clearTimeout(pending);
  pending = setTimeout(() => {
    document.getElementById("announcer").textContent = text;
  }, 150);
}

export function typingIn(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

let serial = 0;
export const uniqueId = (prefix) => `${prefix}-${++serial}`;
