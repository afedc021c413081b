// Builds static/ from the sources here. The same sources give the same bytes, so that the
// committed files can be compared with a fresh build: `node build.mjs --check`.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile, compileString } from "sass";
import { sprite } from "./icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const library = join(here, "node_modules", "bootstrap-italia");
const leaflet = join(here, "node_modules", "leaflet", "dist");
const committed = join(here, "..", "..", "static");

const FONTS = { 400: "regular", 700: "700" };

// A copy with ordinary rights, whatever those of the source are.
const copy = (from, to) => writeFileSync(to, readFileSync(from));

function styles(target) {
  mkdirSync(join(target, "css"), { recursive: true });
  const { css } = compile(join(here, "scss", "site.scss"), {
    style: "compressed",
    loadPaths: [join(library, "src", "scss")],
    quietDeps: true,
    // The library is written with @import; nothing of ours is.
    silenceDeprecations: ["import", "global-builtin", "if-function"],
  });
  writeFileSync(join(target, "css", "site.css"), `${css.trim()}\n`);
  mapStyles(target);
  restrictedStyles(target);
}

// Rules of the restricted part alone: no visitor loads them.
function restrictedStyles(target) {
  const { css } = compile(join(here, "scss", "intranet.scss"), { style: "compressed" });
  writeFileSync(join(target, "css", "intranet.css"), `${css.trim()}\n`);
}

// Leaflet's own, without the rules that name its pictures: the markers are drawn by ours.
function mapStyles(target) {
  const theirs = readFileSync(join(leaflet, "leaflet.css"), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/[^{}]+\{[^{}]*url\([^{}]*\}/g, "");
  const ours = readFileSync(join(here, "scss", "map.scss"), "utf8");
  const { css } = compileString(theirs + ours, { style: "compressed" });
  writeFileSync(join(target, "css", "map.css"), `${css.trim()}\n`);
}

async function scripts(target) {
  await build({
    entryPoints: [
      "site", "results", "map", "passkey", "writing", "fingerprint", "list", "staff", "intranet-referents", "intranet-questions",
    ].map((name) => join(here, "js", `${name}.js`)),
    outdir: join(target, "js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2018"],
    legalComments: "none",
    logLevel: "warning",
  });
}

function fonts(target) {
  const from = join(library, "dist", "fonts", "Titillium_Web");
  mkdirSync(join(target, "fonts"), { recursive: true });
  for (const [weight, name] of Object.entries(FONTS)) {
    copy(
      join(from, `titillium-web-v10-latin-ext_latin-${name}.woff2`),
      join(target, "fonts", `titillium-web-${weight}.woff2`),
    );
  }
  copy(join(from, "OFL.txt"), join(target, "fonts", "OFL.txt"));
}

function icons(target) {
  const official = readFileSync(join(library, "dist", "svg", "sprites.svg"), "utf8");
  writeFileSync(join(target, "icons.svg"), sprite(official, join(here, "icons")));
  copy(join(here, "icons", "favicon.svg"), join(target, "favicon.svg"));
}

async function everything(target) {
  styles(target);
  await scripts(target);
  fonts(target);
  icons(target);
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

async function check() {
  const fresh = mkdtempSync(join(tmpdir(), "site-static-"));
  await everything(fresh);
  const stale = files(fresh).filter((name) => {
    const old = join(committed, name);
    return !existsSync(old) || !readFileSync(old).equals(readFileSync(join(fresh, name)));
  });
  rmSync(fresh, { recursive: true });
  if (stale.length) {
    console.error(`Not fresh in static/: ${stale.join(", ")}. Run "npm run build" and commit.`);
    process.exit(1);
  }
  console.log("static/ is fresh.");
}

await (process.argv.includes("--check") ? check() : everything(committed));
