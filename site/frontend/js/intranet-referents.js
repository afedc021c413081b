// Search as you type among the referents. Without this file the form searches by itself.
import { listen } from "./reveal.js";

const PAUSE = 150;

function follow(form) {
  const input = form.querySelector("input[type=search]");
  const place = document.getElementById(form.dataset.referents);
  const said = document.querySelector("[data-referents-said]");
  let timer, asking, shown = input.value.trim();

  async function ask() {
    const text = input.value.trim();
    if (text === shown) return;
    shown = text;
    if (asking) asking.abort();
    asking = new AbortController();
    const url = `${form.action}?${new URLSearchParams({ q: text })}`;
    try {
      const answer = await fetch(url, {
        headers: { "X-Fragment": "1" }, redirect: "manual", cache: "no-store", signal: asking.signal,
      });
      if (!answer.ok) throw new Error(answer.type);
      const fresh = await answer.text();
      // Whoever was quicker than the answer goes on from its first line.
      const held = place.contains(document.activeElement);
      place.innerHTML = fresh;
      // A place that was there before: what arrives together with its words is not read aloud.
      if (said) said.textContent = place.querySelector("p").textContent;
      const first = held && place.querySelector("a, button");
      if (first) first.focus();
    } catch (fault) {
      // Logged out meanwhile, or no network: the page itself says what there is to say.
      if (fault.name !== "AbortError") form.submit();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}

for (const form of document.querySelectorAll("form[data-referents]")) follow(form);
listen(document);
