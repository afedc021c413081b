// Compares a file, or a pasted fingerprint, with those published on the page. The file is read in
// the browser and goes nowhere.
const MOST_BYTES = 100 * 1024 * 1024;
const DIGITS = 64;

const NOT_IN_FORCE =
  "Questo non vuol dire che l’accordo sia ancora in vigore: guarda lo stato dell’accordo.";
const NOT_FALSE =
  "Non vuol dire che il documento sia falso: una scansione, una stampa o una copia salvata di nuovo hanno un’altra impronta. Chiedi il file originale a chi te lo ha dato, o all’ente che lo pubblica.";

// The commands of the page print the name of the file too: whoever pastes the whole line is right.
const WHOLE = new RegExp(`\\b[0-9a-f]{${DIGITS}}\\b`, "i");
const tidy = (text) => (WHOLE.exec(text)?.[0] ?? text.replace(/[\s:.-]+/g, "")).toLowerCase();

async function fingerprintOf(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const told = (kind, title, text) => ({ kind, title, text });

function compared(fingerprint, published) {
  const same = published.filter((item) => item.dataset.sha256 === fingerprint).map((item) => item.textContent);
  return same.length
    ? told("success", `L’impronta è uguale: è proprio «${same.join("», «")}».`, NOT_IN_FORCE)
    : told("warning", "L’impronta è diversa da quelle pubblicate in questa pagina.", NOT_FALSE);
}

function typedProblem(text) {
  if (!/^[0-9a-f]*$/.test(text)) return "Un’impronta è fatta solo di cifre e di lettere dalla a alla f: controlla di averla copiata tutta.";
  if (text.length === 40 || text.length === 32)
    return `Questa impronta ha ${text.length} caratteri: è di un altro tipo. Qui serve una SHA-256, di ${DIGITS}.`;
  if (text.length !== DIGITS) return `Un’impronta SHA-256 ha ${DIGITS} caratteri: questi sono ${text.length}.`;
  return "";
}

async function answer(file, text, published) {
  if (text) {
    const problem = typedProblem(text);
    return problem ? told("danger", problem, "") : compared(text, published);
  }
  if (!file) return told("danger", "Scegli un file o incolla un’impronta.", "");
  if (file.size > MOST_BYTES)
    return told("danger", "Il file supera i 100 MB: calcola l’impronta con il comando qui sotto e incollala.", "");
  if (!window.crypto || !crypto.subtle)
    return told("danger", "Questo browser non sa calcolare l’impronta qui: usa il comando qui sotto e incollala.", "");
  try {
    return compared(await fingerprintOf(file), published);
  } catch {
    return told("danger", "Non riesco a leggere il file: riprova, o usa il comando qui sotto.", "");
  }
}

function show(place, { kind, title, text }) {
  const box = document.createElement("div");
  box.className = `alert alert-${kind}`;
  const inner = document.createElement("div");
  for (const [tag, words] of [["strong", title], ["span", text]]) {
    if (!words) continue;
    const line = document.createElement("p");
    const part = document.createElement(tag);
    part.textContent = words;
    line.append(part);
    inner.append(line);
  }
  box.append(inner);
  place.replaceChildren(box);
}

for (const form of document.querySelectorAll("[data-fingerprint]")) {
  const [file, text] = form.querySelectorAll("input");
  const place = form.querySelector("[role=status]");
  const published = [...form.querySelectorAll("[data-sha256]")];
  const run = async () => {
    const waiting = told("info", "Calcolo l’impronta…", "");
    if (file.files[0] && !text.value) show(place, waiting);
    const found = await answer(file.files[0], tidy(text.value), published);
    const typed = Boolean(text.value);
    text.toggleAttribute("aria-invalid", false);
    if (typed && found.kind === "danger") text.setAttribute("aria-invalid", "true");
    show(place, found);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  // The last thing chosen is what is compared.
  file.addEventListener("change", () => {
    text.value = "";
    if (file.files[0]) run();
  });
  form.hidden = false;
}
