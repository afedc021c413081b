// Everything works without this file; it only adds what a browser cannot do by itself.
import { keep, keptCodes } from "./kept-list.js";
import { suggest } from "./suggest.js";

// The national checker reads the version from here: the library writes it in quotes it does not strip.
window.BOOTSTRAP_ITALIA_VERSION = "2.18.3";

const all = (selector) => document.querySelectorAll(selector);

// Buttons that need a script are hidden until there is one.
for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of navigator.clipboard ? all("[data-copy]") : []) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const place = button.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(button.dataset.copy || window.location.href);
      place.textContent = button.dataset.done;
    } catch {
      place.textContent = window.location.href;
    }
  });
}

// What stands in the results is made ready again when they are replaced.
function enhance() {
  for (const form of all("form[data-suggest]")) suggest(form);
  for (const box of all("[data-map]")) box.hidden = false;
}
enhance();
document.addEventListener("htmx:afterSettle", enhance);

// "Aggiungi alla mia lista": kept in this tab; without a script the link itself opens the list. In
// the builder its own script answers.
const MOST = 12;
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-list-add]");
  if (!link || link.closest("[data-list-builder]")) return;
  const codes = keptCodes();
  const place = link.parentElement.querySelector("[role=status]");
  if (!codes.includes(link.dataset.listAdd) && codes.length >= MOST) {
    place.textContent = `La lista è piena: tiene ${MOST} cose.`;
  } else if (keep([...new Set([...codes, link.dataset.listAdd])])) {
    place.textContent = "Aggiunto.";
    link.lastChild.textContent = `Apri la mia lista (${keptCodes().length})`;
    link.href = link.dataset.list;
    delete link.dataset.listAdd;
  } else return;
  event.preventDefault();
});

// The map's script and images are asked for by whoever wants the map, and by nobody else.
document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-map]");
  const button = event.target.closest("[data-map] > button");
  if (!button) return;
  button.hidden = true;
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: box.dataset.style });
  const script = Object.assign(document.createElement("script"), { src: box.dataset.script });
  const ready = (one) => new Promise((done, failed) => Object.assign(one, { onload: done, onerror: failed }));
  const both = Promise.all([ready(style), ready(script)]);
  document.head.append(style, script);
  both.then(() => window.drawDeskMap(box)).catch(() => {
    box.querySelector("[role=status]").textContent = "La mappa non si è caricata. L’elenco qui sotto dice le stesse cose.";
  });
});

// Escape closes an open menu and gives the focus back to its button.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of all("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A sheet on paper shows what the screen folds away.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...all("main details:not([open])")];
  for (const details of opened) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});

// The index of a sheet marks the section being read.
const index = document.querySelector("[data-element=page-index]");
if (index && "IntersectionObserver" in window) {
  const links = new Map([...index.querySelectorAll("a[href^='#']")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        for (const [id, link] of links) {
          if (id === target.id) link.setAttribute("aria-current", "location");
          else link.removeAttribute("aria-current");
        }
      }
    },
    { rootMargin: "0px 0px -70% 0px" },
  );
  for (const id of links.keys()) {
    const heading = document.getElementById(id);
    if (heading) watcher.observe(heading);
  }
}
