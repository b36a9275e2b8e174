// Whole pages that are not data: a problem, the sign-in.
import { request } from "./api.js";
import { h, replace } from "./dom.js";
import { faultText } from "./toast.js";

export function problemPage(main, problem) {
  replace(
    main,
    h("div", { class: "page notice" },
      h("h1", { tabindex: "-1" }, problem.status === 404 ? "Not here" : "That did not work"),
      h("p", {}, problem.message),
      (problem.faults ?? []).map((fault) => h("p", { class: "muted" }, faultText(fault))),
      h("p", {}, h("a", { href: "#/" }, "All projects"))),
  );
}

/** For those without a session: how to get a link, and a place to paste a token. */
export function signInPage(main) {
  const fault = h("p", { class: "field-fault", role: "alert", id: "token-fault" });
  const input = h("input", { id: "token", name: "token", type: "password", autocomplete: "off", spellcheck: "false", "aria-describedby": "token-fault" });
  const send = async (event) => {
    event.preventDefault();
    fault.textContent = "";
    const token = input.value.trim();
    if (!token) return void (fault.textContent = "Paste a token first.");
    try {
      const { url } = await request("POST", "/api/sign-in-links", { token });
      input.value = "";
      followLink(url);
    } catch (problem) {
      fault.textContent = problem.status === 401 || problem.status === 403 ? "This token is not known here. It may be revoked." : problem.message;
    }
  };
  replace(
    main,
    h("div", { class: "page notice" },
      h("h1", { tabindex: "-1" }, "Sign in to Daybook"),
      h("p", {}, "The server prints a one-time link for this browser when it starts. For a new one, run"),
      h("code", { class: "line" }, "./daybook sign-in"),
      h("p", {}, "and open the link it prints. Or paste a token; the owner's stands in the file ", h("code", {}, "token"), " of the data directory."),
      h("form", { class: "stack", onsubmit: (event) => void send(event) },
        h("p", { class: "field" }, h("label", { for: "token" }, "Token"), input, fault),
        h("p", {}, h("button", { type: "submit", class: "primary" }, "Sign in")))),
  );
}

/** The link leads to this server; its name stays the one the browser used, because the cookie belongs to a name. */
function followLink(url) {
  const { pathname, search } = new URL(url);
  sessionStorage.setItem(BACK, location.hash);
  location.assign(pathname + search);
}

const BACK = "daybook.back";

/** Where the person was before the session ended. */
export function takeWayBack() {
  const hash = sessionStorage.getItem(BACK);
  sessionStorage.removeItem(BACK);
  return hash;
}
