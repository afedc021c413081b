// The results page: filters, orders and pages replace the results instead of the page. All of
// it works without this file, by the form's button and by links.
import htmx from "htmx.org";

Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  // What was searched is not kept in the browser: a shared computer would tell it to the next.
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollIntoViewOnBoost: false,
});

const HERE = "La mia posizione";
const region = () => document.getElementById("ricerca");
const wide = window.matchMedia("(min-width: 62em)");

// Where htmx writes the address shown, which holds what was searched.
const forget = () => sessionStorage.removeItem("htmx-current-path-for-history");

// The device's position stays in this page's memory and travels in a header: it is in no address,
// in no history and in no log.
let position = null;
let cause = null;
let open = new Map();

const foldables = () => region().querySelectorAll("details[data-keep-open]");

function asksHere({ parameters, path }) {
  const typed = parameters.vicino || new URL(path, window.location).searchParams.get("vicino");
  return typed === HERE;
}

function enhance() {
  const button = region().querySelector("[data-show-results]");
  const total = Number(region().dataset.total);
  if (button && total) button.textContent = total === 1 ? "Mostra 1 risultato" : `Mostra ${total} risultati`;
  const locate = region().querySelector("[data-locate]");
  if (!locate || !navigator.geolocation) return;
  locate.hidden = false;
  locate.querySelector("button").addEventListener("click", () => find(locate));
}

function find(locate) {
  const place = locate.querySelector("[role=status]");
  place.textContent = "Cerco dove sei…";
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      position = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
      place.textContent = "";
      const field = document.getElementById("vicino");
      field.value = HERE;
      htmx.trigger(field, "change");
    },
    () => { place.textContent = locate.dataset.denied; },
    { maximumAge: 300000, timeout: 10000 },
  );
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (position && asksHere(detail)) detail.headers["X-Posizione"] = position;
});

for (const written of ["htmx:pushedIntoHistory", "htmx:replacedInHistory"]) {
  document.addEventListener(written, forget);
}

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  cause = detail.elt;
  region().setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:beforeSwap", () => {
  open = new Map([...foldables()].map((one) => [one.dataset.keepOpen, one.open]));
  // On a phone the button leads from the filters to what they found.
  if (cause.matches("form") && !wide.matches) open.set("filtri", false);
});

document.addEventListener("htmx:afterSettle", () => {
  for (const one of foldables()) {
    if (open.has(one.dataset.keepOpen)) one.open = open.get(one.dataset.keepOpen);
  }
  enhance();
  const heading = document.getElementById("risultati") || region().querySelector("h2, h1");
  document.getElementById("annuncio").textContent = heading.textContent;
  if (cause.matches("a, form")) {
    heading.tabIndex = -1;
    heading.focus();
  }
});

// What fails here is done the plain way.
for (const fault of ["htmx:responseError", "htmx:sendError", "htmx:swapError"]) {
  document.addEventListener(fault, ({ detail }) => {
    const { pathInfo } = detail;
    if (pathInfo) window.location.assign(pathInfo.finalRequestPath || pathInfo.requestPath);
  });
}

forget();
enhance();
