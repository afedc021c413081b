// One small sprite: a few symbols of the library and those drawn for this site (icons/*.svg).
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

const FROM_LIBRARY = [
  "arrow-down", "arrow-left", "arrow-right", "arrow-up", "calendar", "car", "check", "check-circle", "chevron-left",
  "chevron-right", "clip", "clock", "close-big", "close-circle", "copy", "download", "error", "external-link", "file",
  "file-pdf", "flag", "funnel", "hearing", "help-circle", "info-circle", "key", "link", "list", "lock", "mail",
  "map-marker", "minus-circle", "pa", "pencil", "print", "search", "share", "telephone", "user",
  "warning-circle", "burger",
];

function fromLibrary(official, name) {
  const found = official.match(new RegExp(`<symbol[^>]*id="it-${name}"[^>]*>[\\s\\S]*?</symbol>`));
  if (!found) throw new Error(`The library has no icon "it-${name}".`);
  return found[0].replace(/\s*\n\s*/g, "");
}

function drawnHere(folder, file) {
  const svg = readFileSync(join(folder, file), "utf8");
  const body = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "");
  return `<symbol id="it-${basename(file, ".svg")}" viewBox="0 0 24 24" fill="none" stroke="currentColor" `
    + `stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`;
}

export function sprite(official, folder) {
  const own = readdirSync(folder).filter((f) => f.endsWith(".svg") && f !== "favicon.svg").sort();
  const symbols = [
    ...FROM_LIBRARY.map((name) => fromLibrary(official, name)),
    ...own.map((file) => drawnHere(folder, file)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}
