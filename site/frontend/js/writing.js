// The admin's panel "Scrivere chiaro": read anew when the draft has saved itself.
let place;

document.addEventListener("w-autosave:success", async (event) => {
  place ??= document.querySelector("[data-writing]");
  const saved = event.detail.response?.pk;
  if (!place || !saved) return;
  place.dataset.writingUrl ||= `/admin/scrivere-chiaro/${saved}/?parte`;
  const answer = await fetch(place.dataset.writingUrl).catch(() => null);
  if (answer?.ok && !answer.redirected) place.innerHTML = await answer.text();
});
