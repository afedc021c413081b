// Beside a public page, for whoever works here: closed at first, fetched when opened, closed and
// emptied again after two minutes or on the way to the printer. The person in front sees the screen.
import { listen } from "./reveal.js";

const OPEN_FOR = 2 * 60 * 1000;

function element(tag, facts) {
  return Object.assign(document.createElement(tag), facts);
}

function loginLink(url) {
  const line = element("p", {});
  line.append(element("a", { href: url, textContent: "Accedi per vedere contatti e note interne" }));
  return line;
}

function prepare(place, number) {
  const { staff, login } = place.dataset;
  const button = element("button", {
    type: "button", className: "btn btn-outline-primary", textContent: "Per chi lavora allo sportello",
  });
  const content = element("div", { id: `personale-${number}`, className: "staff-content", hidden: true });
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", content.id);
  content.setAttribute("aria-live", "polite");
  place.replaceChildren(button, content);
  let timer, asking;

  function close() {
    clearTimeout(timer);
    if (asking) asking.abort();
    const held = content.contains(document.activeElement);
    content.hidden = true;
    content.replaceChildren();
    button.setAttribute("aria-expanded", "false");
    if (held) button.focus();
  }

  async function open() {
    button.setAttribute("aria-expanded", "true");
    content.hidden = false;
    content.textContent = "Carico…";
    timer = setTimeout(close, OPEN_FOR);
    asking = new AbortController();
    try {
      const answer = await fetch(staff, {
        headers: { "X-Fragment": "1" }, redirect: "manual", cache: "no-store", signal: asking.signal,
      });
      // A way to the login page, or a closed door: nothing of it is shown here.
      if (answer.ok) content.innerHTML = await answer.text();
      else content.replaceChildren(loginLink(login));
    } catch (fault) {
      if (fault.name !== "AbortError") content.textContent = "Non si è caricato: controlla la rete e riprova.";
    }
  }

  button.addEventListener("click", () => (content.hidden ? open() : close()));
  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !content.hidden) {
      close();
      button.focus();
    }
  });
  listen(content);
  window.addEventListener("beforeprint", close);
  // A page kept by the browser for the way back must not hold what was open.
  window.addEventListener("pagehide", close);
}

document.querySelectorAll("[data-staff]").forEach(prepare);
