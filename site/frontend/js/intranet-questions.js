// While the title of a question is typed: what is known already. Without this file the form
// offers it on a step between.

const SHORTEST = 3;
const PAUSE = 250;

function offer(form) {
  const input = form.querySelector("input[name=title]");
  const seen = form.querySelector("input[name=seen]");
  if (!input || !seen) return;
  const box = document.createElement("div");
  box.className = "similar-box";
  box.setAttribute("role", "status");
  input.after(box);
  let timer, asking;

  async function ask() {
    if (asking) asking.abort();
    const text = input.value.trim();
    if (text.length < SHORTEST) {
      box.replaceChildren();
      return;
    }
    asking = new AbortController();
    try {
      const address = `${form.dataset.similar}?testo=${encodeURIComponent(text)}`;
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok || answer.redirected) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      show(found.querySelector("ul"));
    } catch (error) {
      if (error.name !== "AbortError") box.replaceChildren();
    }
  }

  function show(list) {
    if (!list) {
      box.replaceChildren();
      return;
    }
    const title = document.createElement("p");
    title.textContent = "Forse c’è già la risposta:";
    box.replaceChildren(title, list);
    seen.value = "1";
  }

  input.addEventListener("input", () => {
    // Another text may have other answers: until they are shown, the step between shows them.
    seen.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}

document.querySelectorAll("form[data-similar]").forEach(offer);
