// "Mostra i contatti" in place: the form sends what it would send without a script.
const SENT = { "X-Fragment": "1" };

async function reveal(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: SENT,
    redirect: "manual",
    cache: "no-store",
  });
  // 429 is the kind message; anything else is told by the page itself.
  if (!answer.ok && answer.status !== 429) throw new Error(answer.type);
  const place = document.createElement("div");
  place.className = "contacts-place";
  place.innerHTML = await answer.text();
  form.replaceWith(place);
  const first = place.firstElementChild;
  if (first) {
    first.tabIndex = -1;
    first.focus();
  }
}

export function listen(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-reveal]");
    if (!form || form.dataset.sent) return;
    event.preventDefault();
    form.dataset.sent = "1";
    // Sent again it goes as a page: with `data-sent` this file no longer takes it.
    reveal(form).catch(() => form.submit());
  });
}
