// Light and dark: the system's choice until the person makes one, which then stays in this browser.
const KEY = "daybook.theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");

function chosen() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function current() {
  return chosen() ?? (system.matches ? "dark" : "light");
}

function apply() {
  document.documentElement.dataset.theme = current();
  const button = document.getElementById("theme-toggle");
  if (!button) return;
  const next = current() === "dark" ? "light" : "dark";
  button.setAttribute("aria-label", `Switch to ${next} colours`);
  button.title = `Switch to ${next} colours`;
  button.textContent = current() === "dark" ? "☀" : "☾";
}

export function toggle() {
  try {
    localStorage.setItem(KEY, current() === "dark" ? "light" : "dark");
  } catch {
    // a browser without storage keeps the system's choice
  }
  apply();
}

system.addEventListener("change", apply);
apply();
document.getElementById("theme-toggle")?.addEventListener("click", toggle);
