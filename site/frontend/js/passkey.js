// Security keys and devices: a form marked data-passkey asks the browser and sends its answer.
// "create" makes a new one, "get" asks for one of the person's, "ask" first fetches what to ask for.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

function text(buffer) {
  const raw = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const withBytes = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

// What the server says in JSON, as the browser wants it.
function readable(options) {
  const given = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
  if (given.user) given.user = { ...given.user, id: bytes(given.user.id) };
  if (given.excludeCredentials) given.excludeCredentials = withBytes(given.excludeCredentials);
  if (given.allowCredentials) given.allowCredentials = withBytes(given.allowCredentials);
  return { publicKey: given };
}

// What the browser answers, as the server wants it.
function sendable(credential) {
  const { response } = credential;
  const answer = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) answer[name] = text(response[name]);
  }
  if (response.getTransports) answer.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: answer,
  };
}

// Without the password the device itself has to ask who one is.
function alone(options, form) {
  const box = form.querySelector("[name=passwordless]");
  const chosen = options.publicKey.authenticatorSelection;
  if (!box || !chosen) return;
  chosen.residentKey = box.checked ? "required" : "discouraged";
  chosen.requireResidentKey = box.checked;
  if (box.checked) chosen.userVerification = "required";
}

async function optionsOf(form) {
  if (form.dataset.passkey !== "ask") return JSON.parse(form.querySelector("script[type='application/json']").textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

async function ask(form) {
  const options = await optionsOf(form);
  alone(options, form);
  const made = form.dataset.passkey === "create";
  const given = readable(options);
  const credential = await (made ? navigator.credentials.create(given) : navigator.credentials.get(given));
  form.elements.credential.value = JSON.stringify(sendable(credential));
  form.submit();
}

for (const form of window.PublicKeyCredential ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  // Enter in the field for the name does the same as the button.
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("button[type=button]").addEventListener("click", () => {
    const told = form.querySelector("[role=status]");
    told.textContent = "";
    ask(form).catch(() => {
      told.textContent = "Non ha funzionato, o hai annullato. Riprova, oppure scegli l’altro modo.";
    });
  });
}
