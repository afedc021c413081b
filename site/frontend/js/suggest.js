// Suggestions under a search box: the combobox with a list box of ARIA 1.2. Without this file
// the box searches as it is.

const SHORTEST = 2;
const PAUSE = 180;

function option(item, id) {
  const li = document.createElement("li");
  li.id = id;
  li.setAttribute("role", "option");
  li.setAttribute("aria-selected", "false");
  li.dataset.url = item.url;
  if (item.code) li.dataset.code = item.code;
  const text = document.createElement("span");
  let end = 0;
  for (const [from, to] of item.marks) {
    const mark = document.createElement("mark");
    mark.textContent = item.text.slice(from, to);
    text.append(item.text.slice(end, from), mark);
    end = to;
  }
  text.append(item.text.slice(end));
  const kind = document.createElement("span");
  kind.className = "kind";
  kind.textContent = item.kind;
  li.append(text, " ", kind);
  return li;
}

const open = (chosen) => window.location.assign(chosen.dataset.url);

// Of a form the address to ask, what else to send, what to do with what is chosen (by itself its
// page is opened), and whether Enter takes the first where none is chosen.
export function suggest(form, { address = form.dataset.suggest, extra, pick = open, takesFirst = false } = {}) {
  const input = form.querySelector("input[type=search]");
  if (!input || form.dataset.suggestReady) return;
  form.dataset.suggestReady = "1";

  const list = document.createElement("ul");
  list.id = `${input.id}-elenco`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggerimenti");
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.parentElement.append(list);
  form.append(status);

  // A search field may not be a combobox; a text field may.
  input.type = "text";
  input.inputMode = "search";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  const kind = form.querySelector("input[name=tipo]");
  // The restricted part answers to who is logged in; the public search asks as nobody.
  const credentials = "suggestOwn" in form.dataset ? "same-origin" : "omit";
  let timer, asking, active = -1;

  const options = () => list.children;
  const isOpen = () => !list.hidden;

  function choose(index) {
    if (options()[active]) options()[active].setAttribute("aria-selected", "false");
    active = index;
    const chosen = options()[active];
    if (!chosen) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen.id);
  }

  function close() {
    clearTimeout(timer);
    if (asking) asking.abort();
    choose(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function show(items) {
    choose(-1);
    list.replaceChildren(...items.map((item, n) => option(item, `${list.id}-${n}`)));
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(isOpen()));
    status.textContent = items.length === 0 ? "Nessun suggerimento."
      : items.length === 1 ? "Un suggerimento: freccia in giù per sceglierlo."
        : `${items.length} suggerimenti: scegli con le frecce.`;
  }

  async function ask() {
    const text = input.value.trim();
    if (asking) asking.abort();
    if (text.length < SHORTEST) {
      close();
      status.textContent = "";
      return;
    }
    asking = new AbortController();
    const query = new URLSearchParams({ q: text, ...(kind && { tipo: kind.value }), ...extra });
    try {
      const answer = await fetch(`${address}?${query}`, { signal: asking.signal, credentials });
      const { items } = answer.ok ? await answer.json() : { items: [] };
      if (document.activeElement === input) show(items);
    } catch (fault) {
      if (fault.name !== "AbortError") close();
    }
  }

  function take(chosen) {
    pick(chosen);
    if (pick !== open) close();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });

  input.addEventListener("keydown", (event) => {
    const last = options().length - 1;
    const { key } = event;
    if (!isOpen()) {
      if (key === "ArrowDown" && last >= 0) {
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
        choose(event.altKey ? -1 : 0);
        event.preventDefault();
      }
      if (key === "Enter") close();
      return;
    }
    const steps = {
      ArrowDown: active < last ? active + 1 : -1,
      ArrowUp: active < 0 ? last : active - 1,
      ...(active >= 0 && { Home: 0, End: last }),
    };
    if (key in steps) choose(steps[key]);
    else if (key === "Escape") close();
    else if (key === "Enter" && (active >= 0 || takesFirst)) take(options()[Math.max(active, 0)]);
    else {
      if (key === "Enter" || key === "Tab") close();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  // The field keeps the focus while the list is touched.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) take(chosen);
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}
