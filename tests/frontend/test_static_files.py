"""What a visitor's browser loads: little, ours alone, and as fresh as its sources."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
FRONTEND = ROOT / "site" / "frontend"
TEMPLATES = sorted((ROOT / "site" / "templates").rglob("*.html"))

CSS_BUDGET = 30_000
# Bytes of script, zipped: on every page, on the results page, when a map is asked for, at login,
# for whoever works here.
JS_BUDGETS = {
    "site": 5_000,
    "results": 20_000,
    "map": 45_000,
    "passkey": 2_000,
    "fingerprint": 2_000,
    "writing": 1_000,
    "list": 4_000,
    "staff": 2_000,
    "intranet-referents": 1_500,
    "intranet-questions": 1_000,
}
FONT_BUDGET = 60_000


def zipped(pattern: str) -> int:
    return sum(len(gzip.compress(f.read_bytes(), 9)) for f in STATIC.glob(pattern))


def test_stylesheets_are_light():
    assert 0 < zipped("css/*.css") <= CSS_BUDGET


@pytest.mark.parametrize("name", JS_BUDGETS)
def test_scripts_are_light(name):
    assert 0 < zipped(f"js/{name}.js") <= JS_BUDGETS[name]


def test_there_is_no_other_script():
    assert {file.stem for file in STATIC.glob("js/*")} == set(JS_BUDGETS)


def test_the_script_of_the_results_judges_no_text_and_writes_no_style():
    """htmx as the policy of the public pages wants it."""
    script = (STATIC / "js" / "results.js").read_text(encoding="utf-8")
    for setting in (
        "allowEval:!1",
        "includeIndicatorStyles:!1",
        "historyCacheSize:0",
    ):
        assert setting in script


def test_fonts_are_light():
    fonts = list(STATIC.glob("fonts/*.woff2"))
    assert fonts
    assert sum(f.stat().st_size for f in fonts) <= FONT_BUDGET


@pytest.mark.parametrize(
    "name",
    [
        "css/site.css",
        "css/map.css",
        "css/handout.css",
        "js/site.js",
        "js/list.js",
        "js/results.js",
        "js/map.js",
        "icons.svg",
        "favicon.svg",
    ],
)
def test_nothing_is_loaded_from_elsewhere(name):
    text = (STATIC / name).read_text(encoding="utf-8")
    # Names of a format and of a work's author: nothing is asked of them.
    for name in ("http://www.w3.org/2000/svg", "https://leafletjs.com"):
        text = text.replace(name, "")
    assert not re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", text)


def test_every_file_named_by_the_stylesheet_exists():
    text = (STATIC / "css" / "site.css").read_text(encoding="utf-8")
    named = re.findall(r"url\([\"']?([^\"')]+)", text)
    assert named
    for name in named:
        assert name.startswith("data:") or (STATIC / "css" / name).resolve().is_file()


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")
    there = set(re.findall(r'id="it-([a-z-]+)"', sprite))
    named = {
        icon
        for template in TEMPLATES
        for icon in re.findall(
            r'icon\.html" with name="([a-z-]+)"|#it-([a-z-]+)"',
            template.read_text(encoding="utf-8"),
        )
        for icon in icon
        if icon
    }
    assert named
    assert named <= there


def test_the_version_that_the_national_checker_reads():
    package = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    version = package["devDependencies"]["bootstrap-italia"]
    script = (STATIC / "js" / "site.js").read_text(encoding="utf-8")
    assert f'BOOTSTRAP_ITALIA_VERSION="{version}"' in script


def test_the_lock_holds_no_download_address():
    lock = (FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in lock
    assert '"resolved"' not in lock
    addresses = re.findall(r'"https?://[^"]*"', lock)
    assert not [a for a in addresses if a.endswith('.tgz"')]


def test_third_party_works_are_named():
    notices = (STATIC / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")
    package = json.loads((FRONTEND / "package.json").read_text(encoding="utf-8"))
    versions = package["devDependencies"]
    for work in (
        f"Bootstrap Italia {versions['bootstrap-italia']}",
        f"htmx {versions['htmx.org']}",
        f"Leaflet {versions['leaflet']}",
        "Bootstrap 5.2.3",
        "Titillium Web",
        "DejaVu Sans",
    ):
        assert work in notices
    assert (STATIC / "fonts" / "OFL.txt").is_file()
    assert (STATIC / "fonts/paper/LICENCE.txt").is_file()


@pytest.mark.node
def test_built_files_are_fresh():
    npm = shutil.which("npm")
    done = subprocess.run(
        [npm, "run", "--silent", "check"],
        cwd=FRONTEND,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
