// What the admin's form does when the draft has saved itself.

// What is sent next was begun from one's own saving: else it would look like another's.
document.addEventListener("w-autosave:success", (event) => {
  const { revision_id: number, revision_created_at: moment } = event.detail.response ?? {};
  const fields = event.target.elements;
  if (!number || !fields?.loaded_revision_id) return;
  fields.loaded_revision_id.value = number;
  fields.loaded_revision_created_at.value = moment;
});

// The panel "Scrivere chiaro" is read anew.
let place;

document.addEventListener("w-autosave:success", async (event) => {
  place ??= document.querySelector("[data-writing]");
  const saved = event.detail.response?.pk;
  if (!place || !saved) return;
  place.dataset.writingUrl ||= `/admin/scrivere-chiaro/${saved}/?parte`;
  const answer = await fetch(place.dataset.writingUrl).catch(() => null);
  if (answer?.ok && !answer.redirected) place.innerHTML = await answer.text();
});
