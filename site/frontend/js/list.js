// The builder of "La mia lista". The server renders the list, for this file and for browsers
// without it; here the codes are kept in the tab and in the address's fragment, which no server
// sees, and are sent in the body of a request, which no log holds.
import { keep, keptCodes } from "./kept-list.js";
import { suggest } from "./suggest.js";

const builder = document.querySelector("[data-list-builder]");
const { home, content, most } = builder.dataset;
const form = builder.querySelector("[data-list-form]");
const place = builder.querySelector("[data-list-place]");
const options = builder.querySelector("[data-list-options]");
const said = builder.querySelector("[data-list-said]");
const search = builder.querySelector("[data-list-search]");
const input = search.querySelector("input");
const paper = builder.querySelector("[data-list-codes]");

const split = (text) => text.split("-").filter(Boolean);
const section = () => place.querySelector("[data-list]");
const codes = () => split(section().dataset.list);
const within = (few, many) => few.length > 0 && few.every((code) => many.includes(code));

// Whoever works further down in the list sees there what happened; a fault is seen by everybody.
function say(text, isFault = false, lost = []) {
  said.textContent = "\u00a0";
  // A status that is set twice in a row would be read once.
  setTimeout(() => {
    said.textContent = text;
    if (lost.length) said.append(" ", putBack(lost));
    if (isFault || !place.contains(document.activeElement)) said.scrollIntoView({ block: "nearest" });
  }, 50);
}

// Offered until something else is said, or the page is left: kept nowhere.
function putBack(lost) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-link";
  button.textContent = lost.length === 1 ? "Rimetti la cosa tolta" : `Rimetti le ${lost.length} cose`;
  button.addEventListener("click", () => show(lost, count, () => place.querySelector("h2").focus()));
  return button;
}

function remember() {
  keep(codes());
  const shown = section().dataset.public;
  window.history.replaceState(null, "", shown ? `${home}#${shown}` : home);
  options.hidden = codes().length === 0;
  search.action = home;
  const copy = place.querySelector("[data-list-copy]");
  if (copy && navigator.clipboard) copy.hidden = false;
}

async function show(wanted, words, focus, lost) {
  const data = new FormData(form);
  data.set("lista", wanted.join("-"));
  const open = [...place.querySelectorAll("details[open] input[type=hidden]")].map((one) => one.name);
  try {
    const answer = await fetch(content, { method: "POST", body: new URLSearchParams(data) });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...page.body.childNodes);
  } catch {
    say("Non riesco a leggere la lista: controlla la connessione e riprova.", true);
    return;
  }
  for (const name of open) {
    const field = place.querySelector(`[name="${name}"]`);
    if (field) field.closest("details").open = true;
  }
  remember();
  if (words) say(words(), false, lost);
  if (focus) focus();
}

function count() {
  const many = codes().length;
  if (many < 2) return many ? "Nella lista c’è una cosa." : "La lista è vuota.";
  return `Nella lista ci sono ${many} cose.`;
}

function add(code, title) {
  const now = codes();
  if (now.includes(code)) return say(`${title} è già nella lista.`);
  if (now.length >= Number(most)) return say(`La lista è piena: tiene ${most} cose. Togli qualcosa per fare posto.`);
  return show([...now, code], () => `Aggiunto: ${title}. ${count()}`);
}

function remove(code) {
  const now = codes();
  const index = now.indexOf(code);
  const next = now[index + 1] || now[index - 1];
  const focus = () => (next ? place.querySelector(`[data-list-remove="${next}"]`) : input).focus();
  show(now.filter((one) => one !== code), () => `Tolto. ${count()}`, focus);
}

function move(code, by) {
  const now = codes();
  const index = now.indexOf(code);
  now.splice(index, 1);
  now.splice(index + by, 0, code);
  const focus = () => {
    const ways = [...place.querySelectorAll(`[data-list-move][data-code="${code}"]`)];
    (ways.find((way) => Number(way.dataset.listMove) === by) || ways[0]).focus();
  };
  show(now, () => `Spostato al posto ${index + by + 1} di ${now.length}.`, focus);
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(window.location.href);
    say("Collegamento copiato.");
    button.lastChild.textContent = "Collegamento copiato";
  } catch {
    say("Il browser non lascia copiare: copia l’indirizzo dalla barra in alto.", true);
  }
}

builder.addEventListener("click", (event) => {
  const at = (name) => event.target.closest(`[data-list-${name}]`);
  const added = at("add"), removed = at("remove"), moved = at("move"), cleared = at("clear"), copied = at("copy");
  if (!(added || removed || moved || cleared || copied)) return;
  event.preventDefault();
  if (added) {
    const item = added.closest("li");
    add(added.dataset.listAdd, item.querySelector("a").textContent);
    item.remove();
    input.focus();
  } else if (removed) remove(removed.dataset.listRemove);
  else if (moved) move(moved.dataset.code, Number(moved.dataset.listMove));
  else if (cleared) show([], count, () => input.focus(), codes());
  else copy(copied);
});

// Whoever has a sheet already types its codes; the server says what it does not know of them.
paper.addEventListener("submit", (event) => {
  event.preventDefault();
  const field = paper.querySelector("input");
  show([...codes(), field.value], count, () => {
    field.value = "";
    place.querySelector("h2").focus();
  });
});

suggest(search, {
  address: search.dataset.listSearch,
  extra: { tipo: "lista" },
  takesFirst: true,
  pick: (chosen) => {
    input.value = "";
    add(chosen.dataset.code, chosen.firstChild.textContent);
  },
});

// What is in the address, unless this tab knows the same and more (of safety services nothing
// stands in an address, and a page left behind knows nothing of what was added since).
function start() {
  const hash = window.location.hash.slice(1);
  // "Vai al contenuto" and the like name a place of the page, and no list.
  const given = document.getElementById(hash) ? [] : split(hash);
  const asked = given.length ? given : codes();
  const kept = keptCodes();
  const wanted = asked.length === 0 || within(asked, kept) ? kept : asked;
  if (wanted.join("-") === codes().join("-")) remember();
  else show(wanted);
}

// Whoever pressed Enter before anything was suggested goes on from what the page found.
const found = builder.querySelector("[data-list-found] [data-list-add]");
if (found) found.focus();

window.addEventListener("hashchange", start);
window.addEventListener("pagehide", () => { said.textContent = ""; });
// A page that the browser kept whole shows the list as it was left.
window.addEventListener("pageshow", (event) => { if (event.persisted) start(); });
start();
